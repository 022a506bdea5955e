"""with_asyncio.py TARGETS ROOTS: the job of bench/README.md with Python's asyncio and ssl, 64 at a time."""
import asyncio
import json
import ssl
import sys


async def request(host, address, port, context):
    reader, writer = await asyncio.open_connection(
        address, port, ssl=context, server_hostname=host if context else None)
    writer.write(f"GET / HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode())
    status = int((await reader.readline()).split()[1])
    await reader.read()
    certificate = writer.get_extra_info("peercert")
    writer.close()
    return status, certificate


async def check(line, context, slots):
    host, address, tls, http = line.split()
    async with slots:
        status, certificate = await request(host, address, int(tls), context)
        plain, _ = await request(host, address, int(http), None)
    print(json.dumps({"host": host, "https": status, "http": plain, "certificate": certificate}))


async def main(targets, roots):
    context = ssl.create_default_context(cafile=roots)
    slots = asyncio.Semaphore(64)
    await asyncio.gather(*(check(line, context, slots) for line in open(targets)))


asyncio.run(main(*sys.argv[1:]))
