import asyncio
from typing import Protocol


class Pot(Protocol):
    async def boil(self) -> str: ...


class Kettle:
    async def boil(self) -> str:
        await asyncio.sleep(0.1)
        return "tea"


class Stove:
    async def boil(self) -> str:
        await asyncio.sleep(0.2)
        return "soup"


async def main():
    pots: list[Pot] = [Stove(), Kettle()]
    boiling = [pot.boil() for pot in pots]
    print(await asyncio.gather(*boiling))


asyncio.run(main())
