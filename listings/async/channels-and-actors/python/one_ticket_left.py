import asyncio

stock = {"tickets": 1}


async def pay(guest):
    print(f"{guest}: pays")
    await asyncio.sleep(0.1)


async def sell(guest):
    if stock["tickets"] >= 1:
        await pay(guest)
        stock["tickets"] -= 1
        print(f"{guest}: has a ticket")
    else:
        print(f"{guest}: sold out")


async def main():
    await asyncio.gather(sell("ann"), sell("bo"))
    print("left:", stock["tickets"])


asyncio.run(main())
