import asyncio


async def greet(guest):
    return f"hello, {guest}"


async def main():
    print(await greet("Ann"))

    async def later():
        return "hello, Bo"

    print(await later())

    loud = lambda who: greet(who.upper())
    print(await loud("Cem"))


asyncio.run(main())
