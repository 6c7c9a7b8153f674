import threading
import time

gate = threading.Event()


def guest(name, seconds):
    time.sleep(seconds)
    if gate.wait(timeout=0.4):
        print(name, "is in")
    else:
        print(name, "gave up")


guests = [
    threading.Thread(target=guest, args=("Ann", 0)),
    threading.Thread(target=guest, args=("Bo", 0.2)),
]
for thread in guests:
    thread.start()
time.sleep(0.1)
gate.set()
for thread in guests:
    thread.join()
