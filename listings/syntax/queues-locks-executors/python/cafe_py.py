import asyncio
import time

START = time.monotonic()


def log(lane, what):
    ms = (time.monotonic() - START) * 1000
    print(f"{ms:4.0f} ms | {lane} | {what}")


class Cafe:
    def __init__(self):
        self.door = asyncio.Event()
        self.seats = asyncio.Semaphore(1)
        self.lock = asyncio.Lock()
        self.book = []


async def visit(guest, after, cafe):
    await asyncio.sleep(after)
    log(guest, "wait: at the door")
    await cafe.door.wait()
    log(guest, "wait: for a seat")
    async with cafe.seats:
        log(guest, "wait: drink tea")
        await asyncio.sleep(0.2)
        async with cafe.lock:
            cafe.book.append(guest)
        log(guest, "done")


async def main():
    cafe = Cafe()
    log("door", "wait: until opening time")
    visits = asyncio.gather(
        visit("Ann", 0, cafe),
        visit("Bo", 0.2, cafe),
    )
    await asyncio.sleep(0.1)
    log("door", "done: it opens")
    cafe.door.set()
    await visits
    print("book:", *cafe.book)


asyncio.run(main())
