import asyncio

DISHES = ["soup", "rice", "tea"]


async def kitchen():
    for dish in DISHES:
        await asyncio.sleep(0.1)
        print(f"kitchen: {dish} is ready")
        yield dish


async def main():
    async for dish in kitchen():
        print(f"waiter: carries {dish}")
        await asyncio.sleep(0.1)
    print("waiter: done")


asyncio.run(main())
