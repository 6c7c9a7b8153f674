import asyncio


async def boil():
    print("kettle: start")
    await asyncio.sleep(0.1)
    print("kettle: done")


async def toast():
    print("toaster: start")
    await asyncio.sleep(0.3)
    print("toaster: done")


async def main():
    print("two awaits")
    await boil()
    await toast()
    print("gather")
    await asyncio.gather(boil(), toast())


asyncio.run(main())
