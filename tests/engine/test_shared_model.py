"""One model for several threads, which share its runs on a graphics card."""

import threading
from types import SimpleNamespace

import cv2
import numpy as np
import pytest

from colorizer_gui.engine.errors import ModelError
from colorizer_gui.engine.model import shared_model
from colorizer_gui.engine.model.library import find_model
from colorizer_gui.engine.model.providers import CUDA
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.model.shared_model import LARGEST_BATCH, SharedModel

TIMEOUT = 10


def lightness(number, height=64):
    return np.full((height, 64), 5.0 * number + 5, np.float32)


def test_photos_of_one_run_have_the_same_outputs_as_alone(tiny_model):
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


class ModelOnCuda(Model):
    """A model on the CPU that shares runs, as on CUDA; runs wait until `proceed` is set."""

    provider = CUDA

    def __init__(self, path):
        super().__init__(path, "cpu")
        self.sizes = []
        self.begun, self.proceed = threading.Event(), threading.Event()

    def run_batch(self, lightness, hints):
        self.sizes.append(len(lightness))
        self.begun.set()
        assert self.proceed.wait(TIMEOUT)
        return super().run_batch(lightness, hints)


class ObservedLock:
    """A lock that counts the threads that it has blocked."""

    def __init__(self):
        self._lock = threading.Lock()
        self.locked = self._lock.locked
        self.blocked = threading.Semaphore(0)

    def __enter__(self):
        if not self._lock.acquire(blocking=False):
            self.blocked.release()
            self._lock.acquire()

    def __exit__(self, *_):
        self._lock.release()


@pytest.fixture
def run_together(monkeypatch):
    """Run a model for one photo, and for others that wait meanwhile; returns outputs or errors."""
    locks = []

    def make_lock():
        locks.append(ObservedLock())
        return locks[-1]

    monkeypatch.setattr(shared_model, "threading", SimpleNamespace(Lock=make_lock))

    def run(model, photos):
        shared, answers = SharedModel(model), {}

        def ask(number):
            try:
                answers[number] = shared.run(photos[number])
            except ModelError as error:
                answers[number] = error

        threads = [threading.Thread(target=ask, args=(number,)) for number in range(len(photos))]
        threads[0].start()
        assert model.begun.wait(TIMEOUT)
        (held,) = (lock for lock in locks if lock.locked())
        for thread in threads[1:]:
            thread.start()
        for _ in threads[1:]:
            assert held.blocked.acquire(timeout=TIMEOUT)
        model.proceed.set()
        for thread in threads:
            thread.join(TIMEOUT)
        return answers

    return run


def test_waiting_photos_of_one_size_share_a_run(run_together, tiny_model):
    model = ModelOnCuda(tiny_model)
    photos = [lightness(n) for n in range(12)] + [lightness(n, 128) for n in range(3)]
    answers = run_together(model, photos)
    for number, photo in enumerate(photos):
        assert np.array_equal(answers[number].ab, Model.run(model, photo).ab)
    assert sorted(model.sizes[: -len(photos)]) == sorted([1, LARGEST_BATCH, 3, 3])


def test_the_shipped_model_gives_nearly_the_same_in_shared_runs():
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


def test_photos_run_alone_when_memory_is_short(run_together, tiny_model):
    class Small(ModelOnCuda):
        def run_batch(self, lightness, hints):
            outputs = super().run_batch(lightness, hints)
            if len(lightness) > 1:
                raise MemoryError
            return outputs

    photos = [lightness(n) for n in range(6)]
    model = Small(tiny_model)
    answers = run_together(model, photos)
    for number, photo in enumerate(photos):
        assert np.array_equal(answers[number].ab, Model(tiny_model, "cpu").run(photo).ab)
    assert [size for size in model.sizes if size > 1] == [5, 2]  # then one at a time


def test_a_photo_that_the_model_fails_for_fails_alone(run_together, tiny_model):
    bad = np.full((64, 64), np.nan, np.float32)
    answers = run_together(ModelOnCuda(tiny_model), [lightness(0), bad, lightness(1), bad])
    failed = {number for number, answer in answers.items() if isinstance(answer, ModelError)}
    assert failed == {1, 3}
