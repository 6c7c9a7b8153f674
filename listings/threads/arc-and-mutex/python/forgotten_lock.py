import threading
import time

stock = 10
lock = threading.Lock()


def sell():
    global stock
    with lock:
        seen = stock
        time.sleep(0.1)
        stock = seen - 1


def give_away():
    global stock
    seen = stock
    time.sleep(0.1)
    stock = seen - 1


threads = [threading.Thread(target=sell), threading.Thread(target=give_away)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"2 of 10 tickets are gone, and the stock is {stock}")
