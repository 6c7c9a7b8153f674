import threading
import time

open_for_guests = True


def serve():
    while open_for_guests:
        time.sleep(0.02)  # one guest
    print("waiter: goes home")


waiter = threading.Thread(target=serve)
waiter.start()
time.sleep(0.1)
open_for_guests = False
waiter.join()
print("main: closed")
