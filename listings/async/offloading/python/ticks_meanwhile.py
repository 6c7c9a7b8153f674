import asyncio
import time


def compute():
    end = time.perf_counter() + 0.2
    while time.perf_counter() < end:
        pass


async def compute_here():
    compute()


async def clock(ticks):
    while True:
        await asyncio.sleep(0.02)
        ticks.append("tick")


async def ticks_during(work):
    ticks = []
    task = asyncio.create_task(clock(ticks))
    await asyncio.sleep(0)
    await work
    task.cancel()
    return len(ticks)


async def main():
    print("in the coroutine:", await ticks_during(compute_here()), "ticks")
    print("in a thread:", await ticks_during(asyncio.to_thread(compute)), "ticks")


asyncio.run(main())
