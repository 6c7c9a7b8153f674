import asyncio
import time

ORDERS = [("ann", 300), ("bo", 200), ("cem", 100)]
START = time.monotonic()


def log(lane, what):
    millis = round((time.monotonic() - START) * 1000)
    print(f"{millis:4} ms | {lane} | {what}", flush=True)


async def brew(guest, millis):
    log(guest, "wait: the tea brews")
    await asyncio.sleep(millis / 1000)
    log(guest, "done")


async def main():
    pots = []
    for guest, millis in ORDERS:
        pots.append(asyncio.create_task(brew(guest, millis)))
    for pot in pots:
        await pot


asyncio.run(main())
