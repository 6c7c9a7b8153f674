import asyncio


async def brew(guest, seconds):
    await asyncio.sleep(seconds)
    if guest == "Cy":
        raise ValueError("no cup left")
    print(guest, "has tea")
    return guest


async def main():
    ann, bo = await asyncio.gather(
        brew("Ann", 0.2),
        brew("Bo", 0.1),
    )
    print("both:", ann, bo)

    guests = [("Cem", 0.2), ("Cy", 0.1)]
    results = await asyncio.gather(
        *(brew(*guest) for guest in guests),
        return_exceptions=True,
    )
    for result in results:
        print("result:", result)

    try:
        await asyncio.gather(
            brew("Dee", 0.2),
            brew("Cy", 0.1),
        )
    except ValueError as error:
        print("error:", error)


asyncio.run(main())
