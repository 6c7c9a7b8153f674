from multiprocessing import Process

served = 0


def serve(server):
    global served
    served += 1
    print(server, "counts", served)


if __name__ == "__main__":
    for server in ["ann", "bo"]:
        child = Process(target=serve, args=(server,))
        child.start()
        child.join()
    print("main counts", served)
