import os
import time

print("hello from process", os.getpid())
time.sleep(0.2)
print("the water is hot")
