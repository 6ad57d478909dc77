"""The memory of the photos that are colorized at a time."""

import struct
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import cv2
import numpy as np
import pytest
import tifffile
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from batch_files import make_photos, options_for, run, states
from colorizer_gui.engine.batch import plan_batch, worker
from colorizer_gui.engine.batch.memory import MemoryBudget, pixels_of
from colorizer_gui.engine.errors import Cancelled, PhotoError
from colorizer_gui.engine.photo import read
from colorizer_gui.engine.stopping import stopped_by


def test_the_size_of_a_photo_comes_from_its_header(tmp_path):
    Image.new("L", (2000, 500)).save(tmp_path / "a.png")
    (tmp_path / "b.png").write_text("no photo")
    (tmp_path / "cut.png").write_bytes((tmp_path / "a.png").read_bytes()[:20])
    assert pixels_of(tmp_path / "a.png") == 1_000_000
    assert pixels_of(tmp_path / "b.png") > 1_000_000
    assert pixels_of(tmp_path / "cut.png") > 1_000_000


def test_a_long_history_of_edits_does_not_hide_the_size_of_a_png(tmp_path):
    """In a process of its own, as reading a PNG lets Pillow take longer texts."""
    history = PngInfo()
    history.add_text("history", "edited " * 2**19, zip=True)
    path = tmp_path / "a.png"
    Image.new("L", (2000, 500)).save(path, pnginfo=history)
    code = (
        "import sys, pathlib; from colorizer_gui.engine.batch.memory import pixels_of;"
        "print(pixels_of(pathlib.Path(sys.argv[1])))"
    )
    command = [sys.executable, "-c", code, str(path)]
    answer = subprocess.run(command, capture_output=True, text=True, check=True)
    assert int(answer.stdout) == 1_000_000


@pytest.mark.parametrize("is_big", [True, False])
@pytest.mark.parametrize("order", "<>")
@pytest.mark.parametrize("is_inside", [True, False])
def test_the_size_of_a_tiff_is_that_of_its_photo(tmp_path, is_big, order, is_inside):
    large, small = np.zeros((300, 400), np.uint8), np.zeros((30, 40), np.uint8)
    path = tmp_path / "scan.tif"
    with tifffile.TiffWriter(path, bigtiff=is_big, byteorder=order) as file:
        file.write(small, subfiletype=1, subifds=1 if is_inside else 0)
        file.write(large)
    assert pixels_of(path) == 120_000
    path.rename(tmp_path / "scan.nef")
    assert pixels_of(tmp_path / "scan.nef") == 120_000


def test_the_size_of_a_damaged_tiff_is_a_guess(tmp_path):
    path = tmp_path / "scan.tif"
    tifffile.imwrite(path, np.zeros((30, 40), np.uint8))
    content = bytearray(path.read_bytes())
    content[4:8] = struct.pack("<I", 2**31)
    path.write_bytes(content)
    assert pixels_of(path) > 1_000_000
    loop = b"II*\0\x08\0\0\0" + struct.pack("<HHHIII", 1, 256, 4, 1, 7, 8)
    path.write_bytes(loop)
    assert pixels_of(path) > 1_000_000


def test_a_photo_larger_than_the_budget_is_colorized_alone():
    budget = MemoryBudget(10)
    first, second = budget.reserve(6), budget.reserve(4)
    large, after = budget.reserve(500), budget.reserve(1)
    granted = []
    for reservation in (first, second, large, after):
        with reservation:
            granted.append([large.granted.is_set(), after.granted.is_set()])
    assert granted == [[False, False], [False, False], [True, False], [True, True]]


def test_small_photos_do_not_overtake_a_larger_one_that_waits():
    budget = MemoryBudget(10)
    with budget.reserve(6):
        large, small = budget.reserve(9), budget.reserve(1)
        assert not large.granted.is_set()
        assert not small.granted.is_set()
    assert large.granted.is_set()
    assert small.granted.is_set()


def test_entering_a_reservation_waits_until_it_is_granted():
    budget, order = MemoryBudget(10), []
    entered = threading.Event()

    def work(reservation):
        with reservation:
            order.append("second")
            entered.set()

    with budget.reserve(10):
        thread = threading.Thread(target=work, args=(budget.reserve(10),))
        thread.start()
        order.append("first")
    assert entered.wait(10)
    thread.join(10)
    assert order == ["first", "second"]


def test_waiting_for_a_share_can_be_stopped():
    budget = MemoryBudget(10)
    with budget.reserve(10):
        stopped = budget.reserve(10)
        later = budget.reserve(5)
        with pytest.raises(Cancelled), stopped_by(lambda: True), stopped:
            pass
    assert later.granted.is_set()
    assert not stopped.granted.is_set()
    with later, budget.reserve(5):
        pass


def test_a_photo_that_waits_for_the_memory_of_others_is_stopped_with_its_batch(
    tmp_path, tiny_model
):
    options = options_for(make_photos(tmp_path / "in", "a.png"), tmp_path / "out", tiny_model)
    (item,) = plan_batch(options).items
    budget = MemoryBudget(10)
    with ThreadPoolExecutor(1) as executor, budget.reserve(10):
        outcome = executor.submit(worker.PhotoWorker(options, lambda: True, budget), item)
        assert outcome.result(60) == item.stopped()


def test_a_budget_can_shrink_while_photos_wait():
    budget = MemoryBudget(16)
    with budget.reserve(10):
        waiting = budget.reserve(12)
        budget.shrink()
        assert not waiting.granted.is_set()
    with waiting:
        pass
    budget.shrink()
    first, second = budget.reserve(4), budget.reserve(4)
    assert first.granted.is_set()
    assert not second.granted.is_set()
    with first:
        pass
    assert second.granted.is_set()


def opencv_error():
    error = cv2.error("Failed to allocate")
    error.code = -4
    return error


@pytest.mark.logs_warnings
@pytest.mark.parametrize("make_error", [MemoryError, opencv_error])
def test_a_photo_that_lacked_memory_beside_others_is_colorized_alone(
    tmp_path, tiny_model, monkeypatch, make_error
):
    source = make_photos(tmp_path / "in", "a.png", "b.png", "c.png")
    save, tries = worker.save_colorized, []

    def saved(path, *rest, **options):
        tries.append(path.name)
        if tries.count("b_color.png") == 1 and path.name == "b_color.png":
            raise make_error()
        if path.name == "c_color.png":
            raise make_error()
        return save(path, *rest, **options)

    monkeypatch.setattr(worker, "save_colorized", saved)
    summary = run(options_for(source, tmp_path / "out", tiny_model))
    assert states(summary) == {"a.png": "done", "b.png": "done", "c.png": "failed"}
    assert "not enough memory" in str(summary.outcomes[2].message)


def test_opencv_without_memory_does_not_call_a_photo_damaged(tmp_path, monkeypatch):
    (source,) = make_photos(tmp_path, "a.png").iterdir()

    def fail(*_):
        raise opencv_error()

    monkeypatch.setattr(read, "upright", fail)
    with pytest.raises(PhotoError, match="not enough memory"):
        read.read_photo(source)
