import asyncio


async def brew(guest):
    # Ann takes hers strong.
    await asyncio.sleep(0.3 if guest == "Ann" else 0.1)
    if guest == "Cy":
        raise ValueError("no cup left")
    return f"{guest} has tea"


async def serve(guests):
    results = await asyncio.gather(
        *(brew(guest) for guest in guests),
        return_exceptions=True,
    )
    return [str(result) for result in results]


print(asyncio.run(serve(["Ann", "Cy", "Bo"])))
