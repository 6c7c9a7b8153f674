import asyncio


async def brew(guest, seconds):
    await asyncio.sleep(seconds)
    print(guest, "has tea")
    return seconds


async def main():
    ann = asyncio.create_task(
        brew("Ann", 0.1)
    )
    print("main waits")
    print("Ann waited", await ann, "s")

    try:
        bo = brew("Bo", 0.3)
        await asyncio.wait_for(bo, 0.1)
    except TimeoutError:
        print("Bo waited too long")


asyncio.run(main())
