import asyncio
from concurrent.futures import (
    ProcessPoolExecutor,
)
from multiprocessing import get_context

DISHES = ["soup", "rice", "tea"]


def weigh(dish):
    return sum(dish.encode())


async def main():
    job = asyncio.to_thread(weigh, "bread")
    print("thread:", await job)

    loop = asyncio.get_running_loop()
    fresh = get_context("spawn")
    with ProcessPoolExecutor(
        2, mp_context=fresh
    ) as pool:
        jobs = [
            loop.run_in_executor(
                pool, weigh, dish
            )
            for dish in DISHES
        ]
        sums = await asyncio.gather(*jobs)
    print("pool:", *sums)


if __name__ == "__main__":
    asyncio.run(main())
