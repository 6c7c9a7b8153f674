import asyncio
import time


async def clock():
    for tick in range(4):
        print("tick", tick)
        await asyncio.sleep(0.2)


async def main():
    ticking = asyncio.create_task(clock())

    await asyncio.sleep(0.5)
    print("waited")

    time.sleep(0.3)
    print("blocked")

    await ticking


asyncio.run(main())
