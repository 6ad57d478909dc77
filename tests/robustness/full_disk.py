"""Fills a small disk under the command: nothing is torn or lost, and it goes on once there is room.

attack.py starts it in a mount namespace of its own, where it mounts the disk (a tmpfs), so that
nothing of it stays outside. Prints what went wrong as JSON.
"""

import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from batch_files import contents, make_photos
from colorizer_gui.engine.errors import SaveError
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_file import write_recipe
from colorizer_gui.engine.session.sidecar import sidecar_path
from model_files import write_model

COMMAND = [sys.executable, "-m", "colorizer_gui.cli"]
PHOTOS = 8
LEAST, MOST = 8, 96  # kilobytes that are free; the results of all photos do not fit
# "Can't save", or why a batch stopped: a sentence, and nothing else.
BEGINNING = "colorizer: "


def inside_namespace():
    """The beginning of a command that may mount disks; None where the system does not allow it."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return None
    command = [unshare, "--mount", *(["--map-root-user"] if os.geteuid() else [])]
    with tempfile.TemporaryDirectory() as folder:
        mount = [*command, "mount", "-t", "tmpfs", "tmpfs", folder]
        done = subprocess.run(mount, capture_output=True, check=False)
    return None if done.returncode else command


def mount(folder, kilobytes, *more):
    """Mount an empty disk of a size, or change its size."""
    options = ",".join((*more, f"size={kilobytes}k"))
    subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", folder], check=True)


def run(*arguments):
    """Run the command; returns its exit code and what it said."""
    done = subprocess.run(
        [*COMMAND, *map(str, arguments)], stderr=subprocess.PIPE, text=True, check=False
    )
    return done.returncode, done.stderr


def said_plainly(said):
    """Whether something was said, in sentences alone."""
    return bool(said) and all(line.startswith(BEGINNING) for line in said.splitlines())


def fill_under_a_batch(disk, source, model, expected, kilobytes):
    """Let the disk be full while a batch writes into it; yields what went wrong."""
    batch = ["batch", source, disk / "out", "--model", model, "--resume", "--no-tag"]
    code, said = run(*batch)
    found = contents(disk / "out") if (disk / "out").is_dir() else {}
    if code not in (0, 1) or (code and not said_plainly(said)):
        yield f"{kilobytes} kB: exit code {code}: {said}"
    if any(expected[name] != result for name, result in found.items()):
        yield f"{kilobytes} kB: torn results"
    if list(disk.rglob("*.part")):
        yield f"{kilobytes} kB: hidden files stay"
    mount(disk, 4_000, "remount", "nr_inodes=1000")
    if run(*batch)[0] or contents(disk / "out") != expected:
        yield f"{kilobytes} kB: the batch cannot be resumed"


def fill_under_a_save(disk, photo, model, kilobytes):
    """Let the disk be full while older files are replaced; yields what went wrong."""
    result, sidecar = disk / "a.png", sidecar_path(disk / "a.png")
    result.write_bytes(b"older")
    write_recipe(sidecar, Recipe())
    kept = sidecar.read_bytes()
    room = os.statvfs(disk)
    (disk / "more").write_bytes(bytes(max(0, room.f_bavail - 1) * room.f_frsize))
    code, said = run("colorize", photo, "-o", result, "--overwrite", "--model", model)
    if code != 1 or not said_plainly(said) or result.read_bytes() != b"older":
        yield f"{kilobytes} kB: the older result is lost, or exit code {code}: {said}"
    try:
        write_recipe(sidecar, Recipe(model="m" * 4_000))
    except SaveError:
        if sidecar.read_bytes() != kept:
            yield f"{kilobytes} kB: the older recipe is lost"
    if list(disk.rglob("*.part")):
        yield f"{kilobytes} kB: hidden files stay"


def main(count):
    """Try disks of several sizes."""
    draw = random.Random(1931)
    problems = []
    with tempfile.TemporaryDirectory() as name:
        for variable in ("XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
            os.environ[variable] = name
        folder, disk = Path(name), Path(name, "disk")
        source = make_photos(folder / "in", *(f"{n}.png" for n in range(PHOTOS)), side=120)
        model = write_model(folder / "m.onnx")
        run("batch", source, folder / "whole", "--model", model, "--no-tag")
        expected = contents(folder / "whole")
        disk.mkdir()
        for number in range(count):
            kilobytes = draw.randrange(LEAST, MOST, 4)
            # Files that the disk may hold: those of the batch itself, and some results.
            inodes = f"nr_inodes={draw.randrange(4, 14)}" if number % 4 == 3 else "nr_inodes=1000"
            mount(disk, kilobytes, inodes)
            try:
                if number % 3 == 2:
                    photo = source / "0.png"
                    problems += fill_under_a_save(disk, photo, model, kilobytes)
                else:
                    problems += fill_under_a_batch(disk, source, model, expected, kilobytes)
            finally:
                subprocess.run(["umount", disk], check=True)
    print(json.dumps({"problems": problems, "figures": {}}))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1])))
