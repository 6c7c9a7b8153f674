import asyncio


async def tea(minutes):
    await asyncio.sleep(minutes / 10)
    return f"tea of {minutes} min"


def one_run():
    return asyncio.run(tea(3))


def main():
    print(one_run())

    with asyncio.Runner() as runner:
        print(runner.run(tea(1)))
        print(runner.run(tea(2)))


if __name__ == "__main__":
    main()
