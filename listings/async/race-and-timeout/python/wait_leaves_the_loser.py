import asyncio


async def call(shop, seconds):
    print(f"{shop}: rings")
    await asyncio.sleep(seconds)
    print(f"{shop}: answers")
    return shop


async def main():
    calls = [
        asyncio.create_task(call("bakery", 0.2)),
        asyncio.create_task(call("grocer", 0.1)),
    ]
    first = asyncio.FIRST_COMPLETED
    done, waiting = await asyncio.wait(calls, return_when=first)
    print("main: bread from the", done.pop().result())
    print("main: still waiting:", len(waiting))
    await asyncio.sleep(0.3)


asyncio.run(main())
