import multiprocessing

served = 0


def look(method):
    print(method, "finds", served)


if __name__ == "__main__":
    served = 10
    for method in ["fork", "spawn"]:
        context = multiprocessing.get_context(method)
        child = context.Process(target=look, args=(method,))
        child.start()
        child.join()
