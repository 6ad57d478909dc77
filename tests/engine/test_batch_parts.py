"""What keeps photos that are under way at the same time apart, and within bounds."""

import threading
import time

import cv2
import numpy as np
from PIL import Image

from colorizer_gui.engine.batch.memory import MemoryBudget, pixels_of
from colorizer_gui.engine.errors import ModelError
from colorizer_gui.engine.model.library import find_model
from colorizer_gui.engine.model.providers import CUDA
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.model.shared_model import LARGEST_BATCH, SharedModel


def lightness(number, height=64):
    return np.full((height, 64), 5.0 * number + 5, np.float32)


def test_photos_in_one_run_of_the_network_give_what_they_give_alone(tiny_model):
    model = Model(tiny_model, "cpu")
    hint = np.zeros((64, 64, 3), np.float32)
    hint[:32] = 20, -10, 1
    together = model.run_batch([lightness(1), lightness(2)], [hint, None])
    for output, alone in zip(
        together, (model.run(lightness(1), hint), model.run(lightness(2))), strict=True
    ):
        assert np.array_equal(output.ab, alone.ab)
        assert np.array_equal(output.bins, alone.bins)
        assert np.array_equal(output.bin_centers, alone.bin_centers)


class AsIfOnCuda(Model):
    """Takes its time for the first run, so that other photos come to wait, and counts."""

    def __init__(self, path):
        super().__init__(path, "cpu")
        self.provider = CUDA
        self.sizes = []
        self.begun, self.go_on = threading.Event(), threading.Event()

    def run_batch(self, lightness, hints):
        self.sizes.append(len(lightness))
        self.begun.set()
        assert self.go_on.wait(10)
        return super().run_batch(lightness, hints)


def ask_together(model, photos):
    """Ask for the first photo, and for all others while that runs; give outputs or errors."""
    shared, answers = SharedModel(model), {}

    def ask(number):
        try:
            answers[number] = shared.run(photos[number])
        except ModelError as error:
            answers[number] = error

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(len(photos))]
    threads[0].start()
    assert model.begun.wait(10)
    for thread in threads[1:]:
        thread.start()
    wait_until(lambda: len(shared._waiting) == len(photos) - 1)
    model.go_on.set()
    for thread in threads:
        thread.join()
    return answers


def test_photos_that_wait_for_a_graphics_card_go_together(tiny_model):
    model = AsIfOnCuda(tiny_model)
    photos = [lightness(n) for n in range(12)] + [lightness(n, 128) for n in range(3)]
    answers = ask_together(model, photos)
    for number, photo in enumerate(photos):
        assert np.array_equal(answers[number].ab, Model.run(model, photo).ab)
    assert sorted(model.sizes[: -len(photos)]) == sorted([1, LARGEST_BATCH, 3, 3])


def test_the_shipped_network_gives_a_photo_the_same_in_any_company():
    model = Model(find_model(), "cpu")
    noise = np.random.default_rng(1931).uniform(0, 100, (3, 256, 256)).astype(np.float32)
    photos = [cv2.GaussianBlur(each, (0, 0), 3) for each in noise]
    hint = np.zeros((256, 256, 3), np.float32)
    hint[100:120, 100:120] = 40, 20, 1
    together = model.run_batch(photos, [None, hint, None])
    for photo, hints, output in zip(photos, [None, hint, None], together, strict=True):
        alone = model.run(photo, hints)
        assert np.abs(output.ab - alone.ab).max() < 1e-3
        assert np.abs(output.bins - alone.bins).max() < 1e-3


def test_too_much_for_the_memory_goes_photo_by_photo(tiny_model):
    class Small(AsIfOnCuda):
        def run_batch(self, lightness, hints):
            outputs = super().run_batch(lightness, hints)
            if len(lightness) > 1:
                raise MemoryError
            return outputs

    photos = [lightness(n) for n in range(6)]
    answers = ask_together(Small(tiny_model), photos)
    for number, photo in enumerate(photos):
        assert np.array_equal(answers[number].ab, Model(tiny_model, "cpu").run(photo).ab)


def test_a_photo_that_the_network_fails_at_fails_alone(tiny_model):
    bad = np.full((64, 64), np.nan, np.float32)
    answers = ask_together(AsIfOnCuda(tiny_model), [lightness(0), bad, lightness(1), bad])
    failed = {number for number, answer in answers.items() if isinstance(answer, ModelError)}
    assert failed == {1, 3}


def test_the_size_of_a_photo_is_known_before_it_is_read(tmp_path):
    Image.new("L", (2000, 500)).save(tmp_path / "a.png")
    (tmp_path / "b.png").write_text("no photo")
    assert pixels_of(tmp_path / "a.png") == 1_000_000
    assert pixels_of(tmp_path / "b.png") > 1_000_000


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
    thread.join()
    assert order == ["first", "second"]


def wait_until(condition):
    until = time.monotonic() + 10
    while not condition():
        assert time.monotonic() < until
