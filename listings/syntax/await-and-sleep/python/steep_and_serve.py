import asyncio


async def steep(seconds):
    await asyncio.sleep(seconds)
    return f" tea after {seconds} s "


async def serve(seconds):
    return (await steep(seconds)).strip()


print(asyncio.run(serve(0.2)))
