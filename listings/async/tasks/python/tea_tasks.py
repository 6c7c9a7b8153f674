import asyncio


async def boil(cups):
    print("kettle: start")
    await asyncio.sleep(0.1)
    print("kettle: done")
    return cups


async def main():
    kettle = asyncio.create_task(boil(2))
    print("main: has a task")
    await asyncio.sleep(0.2)
    print("main: awaits the task")
    print("main:", await kettle, "cups")


asyncio.run(main())
