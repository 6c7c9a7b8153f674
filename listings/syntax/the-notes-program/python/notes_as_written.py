import asyncio


async def print1():
    print(1)


async def print2():
    await asyncio.sleep(10)
    print(2)


async def main():
    task1 = asincio.create_task(print1())
    task2 = asincio.create_task(print2())

    await task1
    await task2


try:
    asyncio.run(main())
except NameError as error:
    print("NameError:", error)
