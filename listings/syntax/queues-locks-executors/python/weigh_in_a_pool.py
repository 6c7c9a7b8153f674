import time
from concurrent.futures import ThreadPoolExecutor


def weigh(dish):
    grams = len(dish)
    seconds = 0.025 * grams  # the scales are slow
    time.sleep(seconds)
    return grams


def weigh_all(dishes):
    with ThreadPoolExecutor(8) as pool:
        return list(pool.map(weigh, dishes))


print(weigh_all(["soup", "bread", "tea"]))
