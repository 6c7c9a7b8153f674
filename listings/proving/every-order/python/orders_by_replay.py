from itertools import permutations

count = 0


def add_one():
    global count
    seen = count
    yield
    seen += 1
    yield
    count = seen
    yield


def run(order):
    global count
    count = 0
    threads = {"A": add_one(), "B": add_one()}
    for name in order:
        next(threads[name])
    return count


orders = sorted(set(permutations("AAABBB")))
wrong = [order for order in orders if run(order) != 2]
print(f"{len(orders)} orders, {len(wrong)} of them wrong")
print("one of them:", "".join(wrong[0]))
