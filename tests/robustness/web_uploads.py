"""Uploads thousands of tiny photos to a server, from several addresses: it stays small and answers.

attack.py starts it. Prints what went wrong, and figures, as JSON.
"""

import io
import json
import os
import sys
import tempfile
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
from PIL import Image

from colorizer_gui.web.store import MOST_PHOTOS, MOST_PHOTOS_OF_ONE
from model_files import write_model
from web_server import WebServer, serving

CLIENTS = 8
MOST_GROWTH = 200  # megabytes
OTHERS_PATIENCE = 30.0  # seconds for a preview of somebody else meanwhile


def png(number):
    """A tiny photo, another one for each number."""
    content = io.BytesIO()
    Image.new("L", (8 + number % 50, 8), number % 256).save(content, "png")
    return content.getvalue()


def client_at(server: WebServer, number: int) -> httpx.Client:
    """A client with an address of its own."""
    address = f"127.0.0.{2 + number}" if sys.platform == "linux" else None
    transport = httpx.HTTPTransport(local_address=address)
    return httpx.Client(base_url=server.url, transport=transport, timeout=120)


def megabytes(server: WebServer) -> int:
    """The memory of a server; 0 where the system does not tell."""
    try:
        pages = int(Path(f"/proc/{server.process.pid}/statm").read_text().split()[1])
    except OSError:
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE") // 10**6


def send(server, number, count):
    """Upload so many photos one after the other; how often there was each status."""
    statuses = Counter()
    with client_at(server, number) as client:
        for index in range(count):
            files = {"file": (f"{index}.png", png(index))}
            statuses[client.post("/api/photos", files=files).status_code] += 1
    return statuses


def attack(count):
    """Try it; what went wrong, and figures."""
    problems = []
    with tempfile.TemporaryDirectory() as folder:
        model = write_model(Path(folder) / "tiny.onnx")
        with serving(Path(folder), "--models", str(model)) as server:
            send(server, CLIENTS, 20)
            before = megabytes(server)
            with ThreadPoolExecutor(CLIENTS) as threads:
                each = count // CLIENTS
                counted = list(threads.map(lambda n: send(server, n, each), range(CLIENTS)))
                with client_at(server, CLIENTS + 1) as other:
                    about = other.get("/api/about", timeout=OTHERS_PATIENCE)
            growth = megabytes(server) - before
            kept = len(list(server.folder.glob("*.png")))
            if about.status_code != 200:
                problems.append(f"another client got {about.status_code}")
    total = sum(counted, Counter())
    if set(total) - {201, 429, 507}:
        problems.append(f"statuses {dict(total)}")
    if max(each[201] for each in counted) > MOST_PHOTOS_OF_ONE or kept > MOST_PHOTOS:
        problems.append(f"{kept} photos are kept: {[each[201] for each in counted]}")
    if growth > MOST_GROWTH:
        problems.append(f"the server grew by {growth} MB")
    figures = {"uploads": total.total(), "statuses": total, "kept": kept, "growth in MB": growth}
    return {"problems": problems, "figures": figures}


if __name__ == "__main__":
    print(json.dumps(attack(int(sys.argv[1]))))
