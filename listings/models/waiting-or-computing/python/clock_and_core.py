import time


def ask():
    time.sleep(0.3)  # stands for an answer from far away


def count():
    sum(number % 7 == 0 for number in range(7_000_000))


for job in [ask, count]:
    clock, core = time.perf_counter(), time.process_time()
    job()
    clock = time.perf_counter() - clock
    core = time.process_time() - core
    print(f"{job.__name__}: {clock:.1f} s by the clock, {core:.1f} s on a core")
