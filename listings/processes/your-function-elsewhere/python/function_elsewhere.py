from multiprocessing import Process, Queue


def square(number, replies):
    replies.put(number * number)


if __name__ == "__main__":
    replies = Queue()
    child = Process(target=square, args=(7, replies))
    child.start()
    print("square of 7:", replies.get())
    child.join()
