import asyncio

writers = []


async def serve(reader, writer):
    writers.append(writer)
    name = (await reader.readline()).strip()
    async for line in reader:
        for other in writers:
            other.write(name + b": " + line)
            await other.drain()


async def guest(name, seconds, text, port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await asyncio.sleep(seconds)
    writer.write(f"{name}\n{text}\n".encode())
    for _ in range(2):
        line = await reader.readline()
        print(f"{name} heard", line.decode().strip())


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    await asyncio.gather(
        guest("ann", 0.1, "hello", port),
        guest("bo", 0.2, "good night", port),
    )


asyncio.run(main())
