import asyncio


async def ask_price():
    await asyncio.sleep(0.1)
    return 3


def bill(cups):
    price = ask_price()
    try:
        return cups * asyncio.run(price)
    except RuntimeError as error:
        price.close()
        return error


async def main():
    print("in a coroutine:", bill(2))


print("in a script:", bill(2))
asyncio.run(main())
