import asyncio


async def print1():
    print(1)


async def print2():
    await asyncio.sleep(0.3)
    print(2)


async def main():
    task1 = asyncio.create_task(print1())
    task2 = asyncio.create_task(print2())

    await task1
    await task2


asyncio.run(main())
