import asyncio
import random

rng = random.Random(6)


async def get(page):
    await asyncio.sleep(1 if page == 6 else rng.uniform(0.04, 0.1))
    return f"text of page {page}"


async def main():
    fetches = [get(page) for page in range(1, 9)]
    try:
        async with asyncio.timeout(0.5):
            texts = await asyncio.gather(*fetches)
        print(len(texts), "pages")
    except TimeoutError:
        print("no page at all")


asyncio.run(main())
