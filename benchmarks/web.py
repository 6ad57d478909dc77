"""Many people at the page for browsers at once: waiting times, errors, memory.

    python -m benchmarks.web                       # 20 clients, two minutes
    python -m benchmarks.web --part alone          # one client: a hint, and its new preview
    python -m benchmarks.web --part sharing        # beside somebody who drags a slider

A client does what the page does: it uploads a photo, then sets hints and moves sliders, asks for a
draft and for a preview of each, keeps the recipe, looks at tiles, and downloads now and then. Each
has an address of its own (on Linux). Times are told beside those of the engine alone in this
process, since they depend on the machine and on what else it does.
"""

import argparse
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from contextlib import contextmanager
from pathlib import Path

import httpx

from benchmarks.click import photo_file

ASPECT = 4 / 3
PAUSE = (1.0, 3.0)  # seconds between two edits of a client
PATIENCE = 120.0
EDITS_OF_DOWNLOAD = 12  # one download in so many edits
MEMORY_INTERVAL = 5.0
# What one client alone may wait for a preview after a hint, in seconds.
ALONE = 0.25


class Server:
    """A running server, as users start it."""

    def __init__(self, home):
        keys = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
        command = [sys.executable, "-m", "colorizer_gui.cli", "serve", "--port", "0"]
        started = time.perf_counter()
        self.process = subprocess.Popen(
            command,
            env={**os.environ, **dict.fromkeys(keys, str(home))},
            stdout=subprocess.PIPE,
            text=True,
        )
        self.url = self.process.stdout.readline().strip().rstrip("/")
        self.start_time = time.perf_counter() - started
        if not self.url:
            sys.exit("The server did not start.")

    def client(self, number=0):
        """A client with an address of its own."""
        address = f"127.0.0.{2 + number}" if sys.platform == "linux" else None
        transport = httpx.HTTPTransport(local_address=address)
        return httpx.Client(base_url=self.url, transport=transport, timeout=PATIENCE)

    def processor_time(self):
        """Seconds of all cores that it has used."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def megabytes(self):
        """What it has in memory."""
        pages = int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6


@contextmanager
def running_server():
    """A server with a folder of its own, as a context."""
    with tempfile.TemporaryDirectory() as home:
        server = Server(home)
        try:
            yield server
        finally:
            server.process.terminate()
            server.process.wait()


class Measures:
    """What all clients have measured."""

    def __init__(self):
        self.times = defaultdict(list)
        self.errors = Counter()
        self._lock = threading.Lock()

    def add(self, what, seconds):
        """Note how long something took."""
        with self._lock:
            self.times[what].append(seconds)

    def fail(self, what):
        """Note an error."""
        with self._lock:
            self.errors[what] += 1

    def row(self, what):
        """A row of a table: how many, median, 95th percentile, longest, in milliseconds."""
        times = sorted(self.times[what])
        late = times[min(len(times) - 1, int(0.95 * len(times)))]
        values = [statistics.median(times), late, times[-1]]
        return f"| {what} | {len(times)} | " + " | ".join(f"{1000 * v:.0f}" for v in values) + " |"


class User:
    """A client that colorizes one photo."""

    def __init__(self, client, measures, number):
        self._client, self._measures = client, measures
        self._random = random.Random(number)
        self._hints, self._look = [], {}
        self.path = ""

    def ask(self, what, method, path, **options):
        """A request, measured; its answer."""
        begun = time.perf_counter()
        try:
            answer = self._client.request(method, path, **options)
        except httpx.HTTPError as error:
            self._measures.fail(f"{what}: {type(error).__name__}")
            return None
        if answer.is_error:
            self._measures.fail(f"{what}: {answer.status_code} {answer.text[:200]}")
            return None
        self._measures.add(what, time.perf_counter() - begun)
        return answer

    def upload(self, path):
        """Upload the photo."""
        files = {"file": (path.name, path.read_bytes())}
        answer = self.ask("upload", "POST", "/api/photos", files=files)
        if answer is not None:
            self.path = f"/api/photos/{answer.json()['photos'][0]['id']}"

    def recipe(self):
        """What is sent."""
        return {"recipe": 1, "model": "unet", "hints": self._hints, "look": self._look}

    def preview(self, what, size):
        """A preview of what is edited."""
        path = f"{self.path}/preview"
        return self.ask(what, "POST", path, params={"size": size}, json=self.recipe())

    def hint(self):
        """Set a hint where there is none; after a dozen, begin anew."""
        place = {"x": self._random.random(), "y": self._random.random()}
        self.ask("suggestions", "GET", f"{self.path}/suggestions", params=place)
        color = {"a": self._random.uniform(-40, 40), "b": self._random.uniform(-40, 40)}
        hint = {**place, **color, "radius": 0.02, "reach": "surface"}
        self._hints = [*self._hints[-11:], hint]
        self.preview("hint to draft", "draft")

    def slide(self):
        """Move a slider a little."""
        self._look = {"saturation": self._random.uniform(0.8, 1.4)}
        self.preview("slider to draft", "draft")

    def edit(self, number):
        """An edit and what the page asks for after it."""
        (self.hint if number % 2 else self.slide)()
        self.preview("fine preview", "screen")
        self.ask("keep recipe", "PUT", f"{self.path}/recipe", json=self.recipe())
        if number % 4 == 0:
            self.ask("tile", "GET", f"{self.path}/tiles/0/1/1")
        if number % EDITS_OF_DOWNLOAD == EDITS_OF_DOWNLOAD - 1:
            self.ask("download", "GET", f"{self.path}/result")

    def work(self, photo, until):
        """Edit the photo until a time, with pauses."""
        self.upload(photo)
        number = self._random.randrange(EDITS_OF_DOWNLOAD)
        while self.path and time.perf_counter() < until:
            time.sleep(self._random.uniform(*PAUSE))
            self.edit(number)
            number += 1


def engine_times(photo):
    """Milliseconds of the engine alone for what a preview after a hint needs: wall, processor."""
    from colorizer_gui.engine.colorizer import Colorizer
    from colorizer_gui.engine.hints import ColorHint
    from colorizer_gui.engine.look import Look
    from colorizer_gui.engine.model.library import DEFAULT_MODEL, find_model
    from colorizer_gui.engine.model.runtime import Model
    from colorizer_gui.engine.photo import read_photo
    from colorizer_gui.engine.photo.screen_jpeg import screen_jpeg
    from colorizer_gui.engine.session.open_photo import screen_copies
    from colorizer_gui.engine.session.predictions import Predictions

    opened = read_photo(photo)
    colorizer = Colorizer(Model(find_model(DEFAULT_MODEL)))
    predictions = Predictions(colorizer, opened)
    predictions.of(())
    screens = screen_copies(opened)
    for name, screen in (("draft", screens[0]), ("preview", screens[-1])):
        walls, processors = [], []
        for number in range(15):
            begun, used = time.perf_counter(), time.process_time()
            hint = ColorHint(0.1 + number / 20, 0.4, -30.0, 20.0)
            screen_jpeg(colorizer.render(screen, predictions.of([hint]), Look()))
            walls.append(time.perf_counter() - begun)
            processors.append(time.process_time() - used)
        wall, used = (1000 * statistics.median(each) for each in (walls, processors))
        print(f"engine alone, hint and {name}: {wall:.0f} ms, {used:.0f} ms of processor time")


def measure_many(photo, clients, seconds):
    """Let many clients work at once."""
    measures, memory = Measures(), []
    with running_server() as server:
        print(f"start: {server.start_time:.2f} s, {server.processor_time():.2f} s of processor")
        until = time.perf_counter() + seconds
        threads = [
            threading.Thread(
                target=User(server.client(n), measures, n).work, args=(photo, until), daemon=True
            )
            for n in range(clients)
        ]
        for thread in threads:
            thread.start()
        while time.perf_counter() < until:
            time.sleep(MEMORY_INTERVAL)
            memory.append(server.megabytes())
        for thread in threads:
            thread.join()
        used = server.processor_time()
    print(f"{clients} clients, {seconds} s, {used:.0f} s of processor time")
    print("| what | times | median ms | 95 % ms | longest ms |\n| --- | --- | --- | --- | --- |")
    for what in sorted(measures.times):
        print(measures.row(what))
    print("memory in MB, every 5 s:", " ".join(f"{value:.0f}" for value in memory))
    print(f"errors: {measures.errors.total()} {dict(measures.errors) or ''}")
    return measures.errors.total()


def measure_alone(photo):
    """One client: a hint, and its new preview."""
    measures = Measures()
    with running_server() as server, server.client() as client:
        print(f"start: {server.start_time:.2f} s, {server.processor_time():.2f} s of processor")
        user = User(client, measures, 1)
        user.upload(photo)
        user.preview("first preview", "draft")
        used = server.processor_time()
        for _ in range(30):
            user.hint()
        used = (server.processor_time() - used) / 30
        for _ in range(30):
            user.slide()
    for what in ("hint to draft", "slider to draft", "suggestions"):
        print(measures.row(what))
    print(f"a hint with its suggestions takes {1000 * used:.0f} ms of processor time")
    late = statistics.median(measures.times["hint to draft"]) > ALONE
    return measures.errors.total() + late


def measure_sharing(photo):
    """How long one waits for previews alone, and beside another who drags a slider."""
    measures = Measures()
    is_over = threading.Event()

    def drag(client):
        dragging = User(client, Measures(), 2)
        dragging.upload(photo)
        while not is_over.is_set():
            dragging.slide()

    with running_server() as server:
        user = User(server.client(0), measures, 1)
        user.upload(photo)
        for what in ("alone", "beside one", "beside four tabs of one"):
            for _ in range(20):
                user.slide()
                time.sleep(0.1)
            measures.times[f"slider to draft, {what}"] = measures.times.pop("slider to draft")
            tabs = {"alone": 1, "beside one": 3}.get(what, 0)
            for _ in range(tabs):
                threading.Thread(target=drag, args=(server.client(1),), daemon=True).start()
            time.sleep(1)
        is_over.set()
    for what in sorted(measures.times):
        print(measures.row(what))
    return measures.errors.total()


def main():
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--part", choices=("many", "alone", "sharing"), default="many")
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--seconds", type=int, default=120)
    parser.add_argument("--megapixels", type=float, default=2.0)
    options = parser.parse_args()
    height = round((options.megapixels * 1e6 / ASPECT) ** 0.5)
    with tempfile.TemporaryDirectory() as folder:
        photo = photo_file(Path(folder), round(height * ASPECT), height)
        engine_times(photo)
        if options.part == "many":
            return measure_many(photo, options.clients, options.seconds)
        return {"alone": measure_alone, "sharing": measure_sharing}[options.part](photo)


if __name__ == "__main__":
    sys.exit(bool(main()))
