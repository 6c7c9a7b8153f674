import asyncio
import time


async def wait():
    await asyncio.sleep(0.1)


async def block():
    time.sleep(0.1)


async def three(pause):
    clock, processor = time.perf_counter(), time.process_time()
    await asyncio.gather(pause(), pause(), pause())
    clock = time.perf_counter() - clock
    processor = time.process_time() - processor
    print(f"{pause.__name__}: {clock:.1f} s passed, {processor:.1f} s computed")


asyncio.run(three(wait))
asyncio.run(three(block))
