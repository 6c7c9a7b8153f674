import os
from multiprocessing import Process


def convert(picture):
    if picture == "broken":
        os.abort()


if __name__ == "__main__":
    for picture in ["cat", "broken", "dog"]:
        child = Process(target=convert, args=(picture,))
        child.start()
        child.join()
        print(picture, "ended with", child.exitcode)
