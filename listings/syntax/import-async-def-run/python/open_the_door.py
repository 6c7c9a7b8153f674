import asyncio


async def knock(guest):
    await asyncio.sleep(0.1)
    return f"{guest} knocks"


async def program():
    async def open_door():
        return "the door opens"

    print(await knock("Ann"))
    print(await open_door())
    print(await knock("Bo"))


asyncio.run(program())
