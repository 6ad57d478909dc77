"""Devices that run a model: which one is taken, and what happens where it fails."""

import sys
import threading
from collections.abc import Callable
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import numpy as np
import onnxruntime
import pytest

from batch_files import contents, make_photos, options_for, run
from colorizer_gui.engine.choices import DEVICES
from colorizer_gui.engine.errors import ModelError
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.model.contract import ModelOutput
from colorizer_gui.engine.model.device_libraries import present_devices
from colorizer_gui.engine.model.library import find_model
from colorizer_gui.engine.model.providers import CPU, CUDA, DIRECTML, OPENVINO, PROVIDERS, TENSORRT
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.model.shared_model import SharedModel
from fake_devices import (
    LOST,
    OLD_DRIVER,
    OUT_OF_MEMORY,
    FakeCards,
    changing,
    raising,
)

PHOTO = np.tile(np.linspace(0, 100, 64, dtype=np.float32), (64, 1))


@pytest.fixture
def cards(monkeypatch: pytest.MonkeyPatch) -> FakeCards:
    return FakeCards(monkeypatch)


@pytest.fixture(scope="module")
def expected() -> ModelOutput:
    """What the shipped model gives on the processor."""
    return Model(find_model(), "cpu").run(PHOTO)


def same(output: ModelOutput, expected: ModelOutput) -> bool:
    assert output.bins is not None
    assert expected.bins is not None
    return np.array_equal(output.ab, expected.ab) and np.array_equal(output.bins, expected.bins)


def test_a_card_that_works_is_taken(cards: FakeCards, expected: ModelOutput) -> None:
    cards.add()
    model = Model(find_model())
    assert (model.provider, model.notice) == (CUDA, None)
    assert same(model.run(PHOTO), expected)
    assert cards.runs[CUDA.name] == [1, 1]  # the check and the photo
    ((_, _, options),) = cards.opened
    assert options["cudnn_conv_algo_search"] == "HEURISTIC"


def test_there_is_a_provider_for_each_device() -> None:
    assert {provider.device for provider in PROVIDERS} == set(DEVICES) - {"auto"}


def test_the_processor_is_taken_when_it_is_asked_for(cards: FakeCards) -> None:
    cards.add()
    assert Model(find_model(), "cpu").provider is CPU
    assert not cards.opened


@pytest.mark.parametrize(
    ("start", "fault", "reason"),
    [
        (OLD_DRIVER, None, "CUDA failure 35: CUDA driver version is insufficient'"),
        ("", raising(LOST, 0), "CUDNN failure 4000: CUDNN_STATUS_INTERNAL_ERROR"),
        ("", raising(OUT_OF_MEMORY, 0), "its memory is too small"),
        ("", changing(lambda values: values * np.float32(np.nan), 0), "its results are no colors"),
        ("", changing(lambda values: values * 1.5, 0), "differ from the processor's"),
        ("", changing(lambda values: values[..., ::-1].copy(), 0), "differ from the processor's"),
    ],
)
def test_a_card_that_fails_at_the_start(
    cards: FakeCards, expected: ModelOutput, start: str, fault: object, reason: str
) -> None:
    cards.add(fault=fault or raising(LOST), at_start=start)  # type: ignore[arg-type]
    model = Model(find_model(), "cuda")
    assert model.provider is CPU
    assert str(model.notice).startswith("CUDA could not be started: ")
    assert reason in str(model.notice)
    assert str(model.notice).endswith(". The processor (CPU) does the work.")
    assert same(model.run(PHOTO), expected)


def test_small_differences_of_a_card_are_no_fault(cards: FakeCards) -> None:
    cards.add(fault=changing(lambda values: values.astype(np.float16).astype(np.float32), 0))
    assert Model(find_model()).provider is CUDA


def test_wrong_colors_are_told_though_the_card_was_not_asked_for(
    cards: FakeCards, tiny_model: Path
) -> None:
    cards.add(fault=changing(lambda values: values + 20, 0))
    assert "differ from the processor's" in str(Model(tiny_model).notice)
    cards.add(at_start=OLD_DRIVER)
    assert Model(tiny_model).notice is None  # many computers have no card


def test_a_device_that_is_not_included(tiny_model: Path) -> None:
    model = Model(tiny_model, "directml")
    assert model.provider is CPU
    assert "DirectML could not be started: this installation does not" in str(model.notice)


def test_cuda_without_its_driver_names_the_library(
    monkeypatch: pytest.MonkeyPatch, tiny_model: Path
) -> None:
    monkeypatch.setitem(CUDA.drivers, sys.platform, "libno-such-driver.so.1")  # type: ignore[arg-type]
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: [CUDA.name, CPU.name])
    notice = str(Model(tiny_model, "cuda").notice)
    assert "NVIDIA's graphics driver is missing (the library libno-such-driver.so.1)" in notice


def test_cuda_without_its_libraries_names_one(
    monkeypatch: pytest.MonkeyPatch, tiny_model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delitem(CUDA.drivers, sys.platform)  # type: ignore[arg-type]
    if CUDA.name not in onnxruntime.get_available_providers():
        pytest.skip("this ONNX Runtime was built without CUDA")
    model = Model(tiny_model, "cuda")
    if model.provider is CUDA:
        pytest.skip("there is a card")
    assert "libcublasLt.so" in str(model.notice)
    assert "the extra 'cuda'" in str(model.notice)
    assert capsys.readouterr().out == ""  # where ONNX Runtime prints


FAULTS_AT_WORK = [
    (raising(LOST, 3), "it reports 'CUDNN failure 4000: CUDNN_STATUS_INTERNAL_ERROR'"),
    (raising(OUT_OF_MEMORY, 3), "its memory is too small"),
    (changing(lambda values: values * np.float32(np.nan), 3), "its results are no colors"),
    (changing(lambda values: values[..., 1:], 3), "its results are no colors"),
]


@pytest.mark.parametrize(("fault", "reason"), FAULTS_AT_WORK)
def test_a_card_that_fails_at_work(
    cards: FakeCards, expected: ModelOutput, fault: Callable[..., object], reason: str
) -> None:
    cards.add(fault=fault)  # type: ignore[arg-type]
    told: list[Message] = []
    model = Model(find_model(), tell=told.append)
    for _ in range(5):
        assert same(model.run(PHOTO), expected)
    assert model.provider is CPU
    (message,) = map(str, told)  # once
    assert message.startswith(f"CUDA failed at work: {reason}")
    assert "The processor (CPU) does the work from here on, and no photo is lost." in message


def test_cuda_takes_over_from_tensorrt_then_the_processor(
    cards: FakeCards, expected: ModelOutput
) -> None:
    cards.add(TENSORRT, raising(LOST, 2))
    cards.add(CUDA, raising(LOST, 2))
    told: list[Message] = []
    model = Model(find_model(), "tensorrt", tell=told.append)
    used = []
    for _ in range(4):
        assert same(model.run(PHOTO), expected)
        used.append(model.provider)
    assert used == [TENSORRT, CUDA, CPU, CPU]
    assert len(told) == 2
    (_, _, options), *_ = cards.opened
    assert options["trt_profile_min_shapes"] == "L:1x1x256x256,hints:1x3x256x256"
    assert options["trt_profile_max_shapes"] == "L:1x1x1024x1024,hints:1x3x1024x1024"


def test_tensorrt_is_used_only_when_asked_for(cards: FakeCards, tiny_model: Path) -> None:
    cards.add(TENSORRT)
    assert Model(tiny_model).provider is CPU


def test_a_plug_in_is_given_a_device_of_its_kind(
    monkeypatch: pytest.MonkeyPatch, cards: FakeCards, tiny_model: Path
) -> None:
    plugin = ModuleType(OPENVINO.plugin)
    plugin.__spec__ = ModuleSpec(OPENVINO.plugin, None)
    monkeypatch.setattr(plugin, "get_library_path", lambda: "plugin.so", raising=False)
    monkeypatch.setitem(sys.modules, OPENVINO.plugin, plugin)
    cards.add_plugin(OPENVINO, ["CPU", "GPU"])
    model = Model(tiny_model)
    assert model.provider is OPENVINO
    assert cards.registered == [(OPENVINO.plugin, "plugin.so")]
    (kind, options), *_ = cards.plugged
    assert kind == "GPU"
    assert list(options) == ["load_config"]
    assert same(model.run(PHOTO), Model(tiny_model, "cpu").run(PHOTO))


def test_a_photo_that_fails_everywhere_leaves_the_card_in_use(cards: FakeCards) -> None:
    cards.add()
    told: list[Message] = []
    model = Model(find_model(), tell=told.append)
    with pytest.raises(ModelError, match="wrong kind"):
        model.run(PHOTO * np.float32(np.nan))
    assert model.provider is CUDA
    assert not told


def test_threads_whose_runs_fail_together_are_told_once(
    cards: FakeCards, expected: ModelOutput
) -> None:
    cards.add(fault=raising(LOST))
    told: list[Message] = []
    model = Model(find_model(), tell=told.append)
    start, outputs = threading.Barrier(3), []

    def work() -> None:
        start.wait()
        outputs.append(model.run(PHOTO))

    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [same(output, expected) for output in outputs] == [True] * 3
    assert len(told) == 1


def test_too_many_photos_at_a_time_are_no_reason_to_leave_the_card(
    cards: FakeCards, tiny_model: Path
) -> None:
    cards.add(fault=raising(OUT_OF_MEMORY, 1, most=2))
    told: list[Message] = []
    model = Model(tiny_model, tell=told.append)
    shared, outputs = SharedModel(model), []
    threads = [
        threading.Thread(target=lambda: outputs.append(shared.run(PHOTO))) for _ in range(12)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(outputs) == 12
    assert (model.provider, told) == (CUDA, [])


def test_a_device_that_compiles_for_a_size_has_a_session_for_each(
    cards: FakeCards, expected: ModelOutput
) -> None:
    cards.add(DIRECTML)
    model = Model(find_model())
    assert model.provider is DIRECTML
    for _ in range(2):
        assert same(model.run(PHOTO), expected)
        assert model.run(PHOTO[:32]).ab.shape == (8, 16, 2)
    assert len(cards.opened) == 3  # the check, and two sizes
    for _, options, given in cards.opened:
        assert not options.enable_mem_pattern
        assert given["performance_preference"] == "high_performance"


@pytest.mark.parametrize("fault", [raising(LOST, 3), raising(OUT_OF_MEMORY, 3)])
def test_a_batch_whose_card_fails_colors_every_photo(
    cards: FakeCards, tmp_path: Path, fault: Callable[..., object]
) -> None:
    photos = make_photos(tmp_path / "in", *(f"{number}.png" for number in range(5)))
    assert run(options_for(photos, tmp_path / "cpu", "unet")).succeeded
    cards.add(fault=fault)  # type: ignore[arg-type]
    options = options_for(photos, tmp_path / "cuda", "unet", device="auto", jobs=1)
    summary = run(options)
    assert str(summary.text()) == "5 of 5 photos colorized."
    assert contents(tmp_path / "cuda") == contents(tmp_path / "cpu")
    told = [str(outcome.message) for outcome in summary.outcomes if outcome.message]
    assert len(told) == 1
    assert told[0].startswith("CUDA failed at work")


def test_a_device_whose_library_was_left_out_is_not_there(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(onnxruntime, "get_available_providers", lambda: [CUDA.name, CPU.name])
    monkeypatch.setattr(onnxruntime, "__file__", str(tmp_path / "__init__.py"))
    devices = present_devices()
    assert CPU.device in devices
    assert CUDA.device not in devices
