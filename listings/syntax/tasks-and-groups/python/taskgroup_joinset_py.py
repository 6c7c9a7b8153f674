import asyncio


async def brew(guest, seconds):
    try:
        await asyncio.sleep(seconds)
        if guest == "Cy":
            raise ValueError("no cup left")
        print(guest, "has tea")
    finally:
        print(guest, "leaves")


async def serve():
    async with asyncio.TaskGroup() as group:
        group.create_task(brew("Ann", 0.1))
        group.create_task(brew("Cy", 0.2))
        group.create_task(brew("Bo", 0.3))


async def main():
    try:
        await serve()
    except* ValueError as group:
        print("error:", *group.exceptions)
    await asyncio.sleep(0.2)
    print("main is done")


asyncio.run(main())
