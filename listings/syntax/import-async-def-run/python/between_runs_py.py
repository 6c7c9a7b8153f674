import asyncio
import time

START = time.monotonic()


def log(lane, what):
    ms = (time.monotonic() - START) * 1000
    print(f"{ms:4.0f} ms | {lane} | {what}")


async def clock():
    for tick in range(4):
        log("clock", f"wait: tick {tick}")
        await asyncio.sleep(0.1)
    log("clock", "done")


async def collect(task):
    await task


with asyncio.Runner() as runner:
    loop = runner.get_loop()
    ticking = loop.create_task(clock())

    log("main", "wait: the first run")
    runner.run(asyncio.sleep(0.15))

    log("main", "block: between the runs")
    time.sleep(0.3)

    log("main", "wait: the second run")
    runner.run(collect(ticking))
    log("main", "done")
