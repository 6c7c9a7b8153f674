import sys
from subprocess import PIPE, Popen

SHOUT = "import sys; print(sys.stdin.read().upper(), end='')"

child = Popen([sys.executable, "-c", SHOUT], stdin=PIPE, stdout=PIPE, text=True)
answer, _ = child.communicate("rain\nthen sun\n")
print(answer, end="")
print("the child has ended:", child.returncode)
