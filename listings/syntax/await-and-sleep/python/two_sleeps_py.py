import asyncio
import time

START = time.monotonic()


def log(lane, what):
    ms = (time.monotonic() - START) * 1000
    print(f"{ms:4.0f} ms | {lane} | {what}")


async def clock():
    for tick in range(4):
        log("clock", f"wait: tick {tick}")
        await asyncio.sleep(0.2)
    log("clock", "done")


async def main():
    ticking = asyncio.create_task(clock())

    log("main", "wait: 0.5 s")
    await asyncio.sleep(0.5)

    log("main", "block: 0.4 s")
    time.sleep(0.4)

    log("main", "wait: for the clock")
    await ticking
    log("main", "done")


asyncio.run(main())
