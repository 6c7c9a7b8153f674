import asyncio


async def kettle():
    try:
        print("kettle: heats")
        await asyncio.sleep(10)
        print("kettle: boils")
    finally:
        print("kettle: is cancelled, and tidies up")
        await asyncio.sleep(0.1)
        print("kettle: is off")


async def main():
    task = asyncio.create_task(kettle())
    await asyncio.sleep(0.1)
    print("main: leaves; kettle done:", task.done())


asyncio.run(main())
print("asyncio.run has returned")
