import asyncio


async def next_order(till):
    table = await till.get()
    dish = await till.get()
    return table, dish


async def main():
    till = asyncio.Queue()
    till.put_nowait("table 4")
    try:
        await asyncio.wait_for(next_order(till), 0.1)
    except asyncio.TimeoutError:
        print("no order within 0.1 s: ask again")

    for message in ["soup", "table 7", "cake"]:
        till.put_nowait(message)
    table, dish = await next_order(till)
    print("bring", dish, "to", table)


asyncio.run(main())
