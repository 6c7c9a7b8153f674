import subprocess
import sys
import time

KETTLE = [sys.executable, "-c", "import time; time.sleep(5)"]

start = time.monotonic()
try:
    subprocess.run(KETTLE, timeout=0.3)
except subprocess.TimeoutExpired:
    print("no tea in time")
print("waited for 5 s:", time.monotonic() - start >= 5)
