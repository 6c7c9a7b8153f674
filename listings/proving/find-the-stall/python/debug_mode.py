import asyncio
import logging
import time


class Short(logging.Handler):
    """Prints the name of the task alone: the whole line has its place in the file, too."""

    def emit(self, record):
        text = record.getMessage()
        if text.startswith("Executing"):
            print("too long in one go:", text.split("name='")[1].split("'")[0])


async def serve():
    await asyncio.sleep(0.1)


async def print_bills():
    await asyncio.sleep(0.05)
    time.sleep(0.2)


async def main():
    logging.getLogger("asyncio").addHandler(Short())
    async with asyncio.TaskGroup() as desks:
        desks.create_task(serve(), name="orders")
        desks.create_task(print_bills(), name="bills")
        desks.create_task(serve(), name="coats")


asyncio.run(main(), debug=True)
