import asyncio
import time


def grind():
    sum(range(2_000_000))


async def order(guest):
    for portion in [1, 2, 3]:
        print(guest, "grinds portion", portion)
        grind()
        await asyncio.sleep(0)  # lets the other have a turn


async def main():
    start = time.monotonic()
    await order("ann")
    await order("bo")
    print(f"in a row: {time.monotonic() - start:.1f} s")

    start = time.monotonic()
    await asyncio.gather(order("ann"), order("bo"))
    print(f"in turns: {time.monotonic() - start:.1f} s")


asyncio.run(main())
