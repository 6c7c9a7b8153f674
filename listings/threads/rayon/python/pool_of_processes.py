from concurrent.futures import ProcessPoolExecutor
import os


def render(page):
    letters = sum(number * page % 7 for number in range(100_000))
    return letters, os.getpid()


if __name__ == "__main__":
    pages = [1, 2, 3, 4, 5, 6]
    with ProcessPoolExecutor(max_workers=2) as pool:
        results = list(pool.map(render, pages))
    print("letters:", [letters for letters, _ in results])
    others = {pid for _, pid in results} - {os.getpid()}
    print("rendered in this process:", len(others) == 0)

    with ProcessPoolExecutor(max_workers=2) as pool:
        try:
            list(pool.map(lambda page: page * 2, pages))
        except Exception as error:
            print("a lambda:", type(error).__name__)
