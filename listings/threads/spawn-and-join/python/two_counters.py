import threading
import time

TICKETS = 100_000


def is_lucky(ticket):
    digits = f"{ticket:06}"
    return sum(map(int, digits[:3])) == sum(map(int, digits[3:]))


def count_lucky(tickets, counts):
    counts.append(sum(map(is_lucky, tickets)))


for number_of_threads in [1, 2]:
    start = time.monotonic()
    counts = []
    share = TICKETS // number_of_threads
    threads = []
    for first in range(0, TICKETS, share):
        tickets = range(first, first + share)
        arguments = (tickets, counts)
        threads.append(threading.Thread(target=count_lucky, args=arguments))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    millis = round((time.monotonic() - start) * 1000)
    print(f"threads: {number_of_threads}, lucky: {sum(counts)}, {millis} ms")
