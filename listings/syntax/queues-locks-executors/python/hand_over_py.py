import asyncio
import time

START = time.monotonic()


def log(lane, what):
    ms = (time.monotonic() - START) * 1000
    print(f"{ms:4.0f} ms | {lane} | {what}")


async def cook(hatch):
    for dish in ["soup", "rice", "tea"]:
        log("cook", f"wait: send {dish}")
        await hatch.put(dish)
    log("cook", "done")
    await hatch.put(None)


async def eat(dishes):
    while dish := await dishes.get():
        log("eater", f"wait: eat {dish}")
        await asyncio.sleep(0.1)
    log("eater", "done")


async def main():
    queue = asyncio.Queue(maxsize=1)
    await asyncio.gather(
        cook(queue), eat(queue)
    )


asyncio.run(main())
