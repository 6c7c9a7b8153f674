import asyncio


async def serve(reader, writer):
    async for line in reader:
        print("server:", line.decode().strip())
        writer.write(b"hello " + line)
        await writer.drain()
    writer.close()


async def call(name, seconds, port):
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    await asyncio.sleep(seconds)
    writer.write(f"{name}\n".encode())
    answer = await reader.readline()
    print(f"{name}:", answer.decode().strip())
    writer.close()
    await writer.wait_closed()


async def main():
    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    await asyncio.gather(call("ann", 0.3, port), call("bo", 0.1, port))


asyncio.run(main())
