import asyncio


async def boil(cups):
    print("kettle: start")
    await asyncio.sleep(0.1)
    print("kettle: done")
    return cups


async def main():
    kettle = boil(2)
    print("main: has a", type(kettle).__name__)
    await asyncio.sleep(0.2)
    print("main: awaits it")
    print("main:", await kettle, "cups")


asyncio.run(main())
