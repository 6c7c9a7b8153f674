import asyncio
import threading

lock = threading.Lock()


async def sell(guest):
    if not lock.acquire(timeout=0.3):
        print(f"{guest}: no lock within 0.3 s")
        return
    try:
        print(f"{guest}: pays")
        await asyncio.sleep(0.1)
        print(f"{guest}: has a ticket")
    finally:
        lock.release()


async def main():
    await asyncio.gather(sell("ann"), sell("bo"))


asyncio.run(main())
