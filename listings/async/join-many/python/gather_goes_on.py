import asyncio


async def flour():
    await asyncio.sleep(0.02)
    raise ValueError("no flour")


async def oven():
    print("oven: heats up")
    await asyncio.sleep(0.2)
    print("oven: hot")


async def main():
    try:
        await asyncio.gather(flour(), oven())
    except ValueError as error:
        print("main:", error)
    await asyncio.sleep(0.3)


asyncio.run(main())
