import asyncio
import time


async def boil(cups):
    print("kettle: start")
    await asyncio.sleep(0.1)
    print("kettle: done")
    return cups


loop = asyncio.new_event_loop()
kettle = loop.create_task(boil(2))
print("main: sleeps, and nobody runs the loop")
time.sleep(0.2)
print("main: runs the loop")
print("main:", loop.run_until_complete(kettle), "cups")
loop.close()
