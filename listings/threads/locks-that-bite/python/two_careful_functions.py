import threading
import time

seats = threading.Lock()
till = threading.Lock()


def sell():
    with seats:
        time.sleep(0.1)  # print the slip
        with till:
            print("sold")


def refund():
    with till:
        time.sleep(0.1)
        with seats:
            print("refunded")


clerks = [
    threading.Thread(target=sell, daemon=True),
    threading.Thread(target=refund, daemon=True),
]
for clerk in clerks:
    clerk.start()
for clerk in clerks:
    clerk.join(timeout=0.5)
    print("is it stuck?", clerk.is_alive())
