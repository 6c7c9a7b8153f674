import asyncio


async def queue():
    dishes = asyncio.Queue(maxsize=1)

    async def cook():
        await dishes.put("soup")
        await dishes.put("rice")
        await dishes.put(None)

    cooking = asyncio.create_task(cook())
    while dish := await dishes.get():
        print("queue:", dish)
    await cooking


async def lock():
    names, lock = [], asyncio.Lock()

    async def enter(guest):
        async with lock:
            names.append(guest)

    await asyncio.gather(
        enter("Ann"), enter("Bo")
    )
    print("lock:", *names)


async def event():
    opened = asyncio.Event()
    opened.set()
    await opened.wait()
    print("event: the door is open")


async def semaphore():
    seats = asyncio.Semaphore(1)
    async with seats:
        print("semaphore: seated")


async def main():
    await queue()
    await lock()
    await event()
    await semaphore()


asyncio.run(main())
