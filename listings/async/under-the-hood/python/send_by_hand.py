class NotYet:
    def __await__(self):
        yield "not yet"


async def boil(cups):
    print("kettle: start")
    await NotYet()
    print("kettle: go on, with", cups, "cups")
    return cups


kettle = boil(2)
print("the first answer:", kettle.send(None))
try:
    kettle.send(None)
except StopIteration as end:
    print("the second answer:", end.value)
