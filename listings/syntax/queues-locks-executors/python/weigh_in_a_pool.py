import time
from concurrent.futures import ThreadPoolExecutor


def weigh(dish):
    time.sleep(0.1)  # the scales are slow
    return len(dish)


def weigh_all(dishes):
    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(weigh, dishes))


print(weigh_all(["soup", "bread", "tea"]))
