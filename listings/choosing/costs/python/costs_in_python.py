import asyncio
import multiprocessing
import threading
import time


def nothing():
    pass


async def nothing_async():
    pass


async def tasks(times):
    for _ in range(times):
        await asyncio.create_task(nothing_async())


def start_and_join(kind, times):
    for _ in range(times):
        it = kind(target=nothing)
        it.start()
        it.join()


if __name__ == "__main__":
    start = time.perf_counter()
    asyncio.run(tasks(1000))
    print(f"task: {(time.perf_counter() - start) / 1000 * 1e6:.0f} µs")

    for kind in [threading.Thread, multiprocessing.Process]:
        start = time.perf_counter()
        start_and_join(kind, 20)
        each = (time.perf_counter() - start) / 20
        print(f"{kind.__name__}: {each * 1e6:.0f} µs")
