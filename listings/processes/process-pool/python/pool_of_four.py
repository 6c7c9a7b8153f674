import time
from multiprocessing import Pool


def engrave(name):
    time.sleep(0.05 * len(name))  # stands for computing
    return name.upper()


if __name__ == "__main__":
    guests = ["al", "bo", "cy", "di", "ed", "jo", "mo", "vi"]
    with Pool(4) as pool:
        print(*pool.map(engrave, guests))
