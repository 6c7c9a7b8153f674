import threading
import time


def digit_sum(ticket):
    return sum(map(int, str(ticket)))


tickets = range(400)

start = time.perf_counter()
for ticket in tickets:
    digit_sum(ticket)
print(f"in a loop: {(time.perf_counter() - start) * 1e6:.0f} µs")

start = time.perf_counter()
threads = [threading.Thread(target=digit_sum, args=(t,)) for t in tickets]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(f"by threads: {(time.perf_counter() - start) * 1e6:.0f} µs")
