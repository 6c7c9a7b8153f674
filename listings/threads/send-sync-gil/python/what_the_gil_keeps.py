import threading
import time

guests = []
stock = 1


def sell():
    global stock
    for guest in range(100_000):
        guests.append(guest)
    if stock > 0:
        time.sleep(0.1)  # the guest pays
        stock -= 1


threads = [threading.Thread(target=sell) for _ in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print("guests in the list:", len(guests))
print("tickets in stock:", stock)
