"""Benchmarks of a batch: speed, memory, and the files that a killed run leaves.

``python -m benchmarks.batch`` takes a minute; ``--full`` gives the figures of
docs/benchmarks/speed.md. Photos are generated, so no data is needed; the loop that a batch is
compared with needs torch and scikit-image. All figures of a line are from one run.
"""

import argparse
import hashlib
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image

from colorizer_gui.engine.batch import Batch, BatchOptions
from colorizer_gui.engine.batch.workers import usable_cores
from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.model.library import find_model
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.photo import read_photo
from colorizer_gui.engine.session.output import Output
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.saving import save_colorized

TWO_MEGAPIXELS = (1224, 1632)
SMALL = (96, 128)
NAIVE_SIDE = 256
ROUNDS = 3
SEED = 1931

# Runs a batch in a process of its own and prints its peak memory (Linux only, in KB); getrusage
# would include the parent process.
PEAK = """
import sys
from pathlib import Path
from colorizer_gui.cli import main
code = main(sys.argv[1:])
print(Path("/proc/self/status").read_text().split("VmHWM:")[1].split()[0])
sys.exit(code)
"""
# The same for planning alone.
PLANNED = """
import sys, time
from pathlib import Path
from colorizer_gui.engine.batch import BatchOptions, plan_batch

def memory():
    return int(Path("/proc/self/status").read_text().split("VmRSS:")[1].split()[0]) / 1024

before, begun = memory(), time.perf_counter()
plan = plan_batch(BatchOptions(*map(Path, sys.argv[1:]), recursive=True, resume=True))
seconds = time.perf_counter() - begun
print(f"{len(plan.items)} photos planned in {seconds:.2f} s and {memory() - before:.0f} MB")
"""


@dataclass(frozen=True)
class Sizes:
    """Number of photos of each part, and of kills."""

    photos: int
    naive: int
    few: int
    many: int
    kill_photos: int
    kills: int
    planned: int


QUICK = Sizes(16, naive=2, few=20, many=100, kill_photos=40, kills=3, planned=10_000)
FULL = Sizes(200, naive=20, few=200, many=2000, kill_photos=300, kills=50, planned=100_000)


def generate_photos(folder, count, size):
    """Generate gray JPEG photos with some structure and grain in a new folder."""
    folder.mkdir(parents=True)
    noise = np.random.default_rng(SEED)
    height, width = size
    y, x = np.mgrid[:height, :width].astype(np.float32)
    for number in range(count):
        waves = np.sin(x / (31 + number % 7)) + np.sin((x + y) / (57 + number % 11))
        gray = 128 + 45 * waves + noise.normal(0, 6, size).astype(np.float32)
        path = folder / f"photo{number:04}.jpg"
        Image.fromarray(gray.clip(0, 255).astype(np.uint8)).save(path, quality=92)
    return folder


def part_times(folder, output_folder):
    """Measure decoding, the network, and rendering with encoding, one photo after the other.

    Returns
    -------
    processor : float
        Seconds of processor time for decoding, rendering and encoding.
    network : float
        Seconds of wall time for the network.
    """
    colorizer = Colorizer(Model(find_model(), "cpu"))
    output_folder.mkdir()
    processor = network = 0.0
    for path in sorted(folder.iterdir()):
        begun = time.process_time()
        photo = read_photo(path)
        processor += time.process_time() - begun
        wall = time.perf_counter()
        prediction = colorizer.predict(photo)
        network += time.perf_counter() - wall
        begun = time.process_time()
        target = output_folder / path.name
        save_colorized(target, photo, colorizer, Recipe(), Output(), prediction=prediction)
        processor += time.process_time() - begun
    return processor, network


def batch_time(folder, dest):
    """Colorize a folder.

    Returns
    -------
    wall, processor : float
        Seconds; those of processor time are of all cores together.
    """
    with Batch(BatchOptions(folder, dest, device="cpu")) as batch:
        plan = batch.plan()
        begun, processor_before = time.perf_counter(), time.process_time()
        summary = batch.run(plan)
        wall, processor = time.perf_counter() - begun, time.process_time() - processor_before
    if not summary.succeeded:
        raise RuntimeError(summary.text())
    return wall, processor


def measure_speed(folder, work):
    """Wall time of a batch relative to a lower bound from the times of its parts.

    Each time is the minimum of several rounds, since other load only adds to it.
    """
    rounds, busy = [], []
    for number in range(ROUNDS):
        parts = part_times(folder, work / f"parts{number}")
        wall, all_processor = batch_time(folder, work / f"batch{number}")
        rounds.append((*parts, wall))
        busy.append(f"{all_processor / wall / usable_cores():.0%}")
        print("one round: " + ", ".join(f"{seconds:.2f} s" for seconds in rounds[-1]))
    processor, network, wall = (min(times) for times in zip(*rounds, strict=True))
    best = max(processor / usable_cores(), network)
    count = len(list(folder.iterdir()))
    print(f"{count} photos of 2 MP on {usable_cores()} cores, per photo: decoding, rendering and "
          f"encoding {processor / count * 1e3:.0f} ms of processor time, network "
          f"{network / count * 1e3:.0f} ms, batch {wall / count * 1e3:.0f} ms")  # fmt: skip
    print(f"batch / larger of (processor time / cores, network): {wall / best:.2f}")
    print(f"of its time the batch kept the cores busy: {', '.join(busy)}")
    return wall / count


def naive_loop(paths, folder):
    """A plain loop that colorizes photos; gives the seconds per photo."""
    import torch
    from skimage.color import lab2rgb, rgb2lab

    from training.architectures.eccv16 import ECCV16

    folder.mkdir()
    torch.manual_seed(SEED)
    network = ECCV16().eval()
    begun = time.perf_counter()
    for path in paths:
        image = Image.open(path).convert("RGB")
        lightness = rgb2lab(np.asarray(image))[..., :1]
        small = rgb2lab(np.asarray(image.resize((NAIVE_SIDE, NAIVE_SIDE))))[None, None, ..., 0]
        with torch.no_grad():
            ab = network(torch.from_numpy(small.astype(np.float32)))[0]
        ab = torch.nn.functional.interpolate(ab, size=lightness.shape[:2], mode="bilinear")
        lab = np.concatenate((lightness, ab[0].permute(1, 2, 0).numpy()), axis=-1)
        rgb = (lab2rgb(lab) * 255).round().astype(np.uint8)
        Image.fromarray(rgb).save(folder / path.name, quality=92)
    return (time.perf_counter() - begun) / len(paths)


def peak_memory(folder, dest):
    """Peak memory of a batch in MB."""
    command = [sys.executable, "-c", PEAK, "batch", folder, dest, "--device", "cpu"]
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, check=True)
    return int(done.stdout.split()[-1]) / 1024


def measure_memory(sizes, work):
    """Peak memory of a batch of many photos against one of few."""
    few, many = (
        peak_memory(generate_photos(work / f"in{count}", count, SMALL), work / f"out{count}")
        for count in (sizes.few, sizes.many)
    )
    print(f"peak memory: {few:.0f} MB for {sizes.few} small photos, {many:.0f} MB for "
          f"{sizes.many}; ratio {many / few:.3f}")  # fmt: skip


def checksums(folder):
    """The checksum of each file below a folder that is not hidden."""
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def kill_until_done(command, kills, work):
    """Kill runs at random moments, each resuming the one before, until the count is reached.

    Returns
    -------
    list of Path
        The folders of results: after a run that ended before it was killed, the next one gets a
        new folder.
    """
    begun = time.perf_counter()
    subprocess.run([*command, work / "whole"], capture_output=True, check=True)
    whole = time.perf_counter() - begun
    begun = time.perf_counter()
    subprocess.run([*command, work / "whole"], capture_output=True, check=True)
    start = time.perf_counter() - begun
    # On average all kills together last about one whole run.
    longest = 2 * (start + (whole - start) / kills)
    moments, killed, folders = random.Random(SEED), 0, [work / "killed0"]
    while killed < kills:
        run = subprocess.Popen([*command, folders[-1]], stderr=subprocess.DEVNULL)
        try:
            run.wait(moments.uniform(0, longest))
            folders.append(work / f"killed{len(folders)}")
        except subprocess.TimeoutExpired:
            run.kill()
            run.wait()
            killed += 1
    subprocess.run([*command, folders[-1]], capture_output=True, check=True)
    print(f"an undisturbed run {whole:.1f} s, one with nothing left to do {start:.1f} s, "
          f"kills after 0 to {longest:.1f} s", flush=True)  # fmt: skip
    return folders


def measure_kills(sizes, work):
    """Kill a run at random moments, and compare its files with those of an undisturbed run."""
    source = generate_photos(work / "kill-in", sizes.kill_photos, SMALL)
    before = checksums(source)
    command = [sys.executable, "-m", "colorizer_gui.cli", "batch", source, "--device", "cpu",
               "--resume"]  # fmt: skip
    folders = kill_until_done(command, sizes.kills, work)
    whole = checksums(work / "whole")
    same = len(whole) == sizes.kill_photos and all(checksums(each) == whole for each in folders)
    untouched = checksums(source) == before
    left = sum(1 for folder in folders for _ in folder.rglob("*.part"))
    print(f"{sizes.kills} kills over {len(folders)} x {sizes.kill_photos} photos: results "
          f"{'equal' if same else 'DIFFER'}, source {'untouched' if untouched else 'CHANGED'}, "
          f"{left} part files left")  # fmt: skip
    return same and untouched and not left


def measure_planning(sizes, work):
    """Time and memory of planning."""
    for count in (sizes.planned // 10, sizes.planned):
        source = generate_photos(work / f"plan{count}", 1, SMALL)
        (photo,) = source.iterdir()
        for number in range(count):
            folder = source / f"box{number // 1000}"
            if number % 1000 == 0:
                folder.mkdir()
                shutil.copy(photo, folder)
            else:
                os.link(folder / photo.name, folder / f"{number}.jpg")
        code = [sys.executable, "-c", PLANNED, source, work / "nothing"]
        print(subprocess.run(code, capture_output=True, text=True, check=True).stdout.strip())


PARTS = ("speed", "memory", "kills", "planning")


def main(arguments=None):
    """Command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="benchmarks.batch", description=__doc__)
    parser.add_argument("--full", action="store_true", help="as in docs/benchmarks/speed.md")
    parser.add_argument("--part", choices=PARTS, action="append", help="only this one")
    options = parser.parse_args(arguments)
    sizes = FULL if options.full else QUICK
    parts = options.part or PARTS
    print(f"{os.cpu_count()} processors, Python {sys.version.split()[0]}", flush=True)
    fine = True
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        if "speed" in parts:
            photos = generate_photos(work / "photos", sizes.photos, TWO_MEGAPIXELS)
            batch = measure_speed(photos, work)
            naive = naive_loop(sorted(photos.iterdir())[: sizes.naive], work / "naive")
            print(f"plain loop {naive * 1e3:.0f} ms per photo: the batch does "
                  f"{naive / batch:.1f} times as many photos", flush=True)  # fmt: skip
        if "memory" in parts:
            measure_memory(sizes, work)
        if "planning" in parts:
            measure_planning(sizes, work)
        if "kills" in parts:
            fine = measure_kills(sizes, work)
    return 0 if fine else 1


if __name__ == "__main__":
    sys.exit(main())
