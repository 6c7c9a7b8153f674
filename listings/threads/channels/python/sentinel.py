import queue
import threading
import time

dishes = queue.Queue()


def cook(seconds, menu):
    for dish in menu:
        time.sleep(seconds)
        dishes.put(dish)
    dishes.put(None)  # this kitchen has finished


grill = threading.Thread(target=cook, args=(0.2, ["trout", "corn"]))
oven = threading.Thread(target=cook, args=(0.3, ["bread", "cake"]))
grill.start()
oven.start()

while (dish := dishes.get()) is not None:
    print("serve", dish)
print("the waiter goes home")

grill.join()
oven.join()
print("in the queue:", list(dishes.queue))
