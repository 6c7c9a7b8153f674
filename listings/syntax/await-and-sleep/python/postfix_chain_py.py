import asyncio


async def load(page):
    await asyncio.sleep(0.1)
    if page == "lost":
        raise LookupError("no such page")
    return f"  the {page}  "


async def title(page):
    text = (await load(page)).strip()
    return text.upper()


async def main():
    for page in ["menu", "lost"]:
        try:
            print(await title(page))
        except LookupError as error:
            print("error:", error)


asyncio.run(main())
