import asyncio


async def brew(guest, seconds):
    await asyncio.sleep(seconds)
    return guest


async def main():
    pots = brew("ann", 0.3), brew("bo", 0.2), brew("cem", 0.1)
    for guest in await asyncio.gather(*pots):
        print("done:", guest)


asyncio.run(main())
