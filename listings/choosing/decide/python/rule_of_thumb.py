import time
from concurrent.futures import ThreadPoolExecutor


def wait(_):
    time.sleep(0.1)  # stands for an answer from far away


def compute(_):
    sum(number % 7 for number in range(1_500_000))


for work in [wait, compute]:
    start = time.perf_counter()
    for part in range(4):
        work(part)
    one_by_one = time.perf_counter() - start

    start = time.perf_counter()
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(work, range(4)))
    threads = time.perf_counter() - start
    print(f"{work.__name__}: {one_by_one:.1f} s one by one, {threads:.1f} s in threads")
