import asyncio
import selectors
import time


class JumpingLoop(asyncio.SelectorEventLoop):
    jumped = 0.0

    def __init__(self):
        selector = selectors.DefaultSelector()
        wait = selector.select

        def jump(timeout=None):
            events = wait(0)
            if not events and timeout:
                self.jumped += timeout
            return events

        selector.select = jump
        super().__init__(selector)

    def time(self):
        return super().time() + self.jumped


async def main():
    loop = asyncio.get_running_loop()
    start, real_start = loop.time(), time.monotonic()
    await asyncio.sleep(3600)
    print(f"by the loop's clock: {loop.time() - start:.0f} s")
    print(f"by the machine's clock: {time.monotonic() - real_start:.0f} s")


with asyncio.Runner(loop_factory=JumpingLoop) as runner:
    runner.run(main())
