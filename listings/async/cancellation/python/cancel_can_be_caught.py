import asyncio


async def bake():
    print("oven: the heat goes on")
    try:
        await asyncio.sleep(0.3)
        print("oven: the bread is done")
    except asyncio.CancelledError:
        print("oven: hears that it is cancelled")
        raise
    finally:
        print("oven: the heat goes off")


async def main():
    oven = asyncio.create_task(bake())
    await asyncio.sleep(0.1)
    oven.cancel()
    try:
        await oven
    except asyncio.CancelledError:
        print("main: the oven was cancelled")


asyncio.run(main())
