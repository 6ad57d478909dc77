"""`colorizer bench`, and `doctor` with devices that work and that do not."""

import json
from pathlib import Path

import pytest

from colorizer_gui.cli import main
from colorizer_gui.engine.model.providers import CUDA, DIRECTML
from colorizer_gui.wheels import GAPS
from fake_devices import LOST, OLD_DRIVER, FakeCards, raising

OPTIONS = ("--megapixels", "0.02")


def test_each_device_that_works_is_measured(
    monkeypatch: pytest.MonkeyPatch, tiny_model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cards = FakeCards(monkeypatch)
    cards.add(DIRECTML)
    cards.add(CUDA, at_start=OLD_DRIVER)
    assert main(["bench", "--json", "--model", str(tiny_model), *OPTIONS]) == 0
    directml, cpu = json.loads(capsys.readouterr().out)
    assert (directml["device"], cpu["device"]) == ("directml", "cpu")
    for figures in (directml, cpu):
        assert figures["model"] == "tiny"
        assert min(figures["load_ms"], figures["first_ms"], figures["steady_ms"]) > 0
        assert figures["photo_ms"]["0.02"] > 0


def test_a_device_without_figures_says_why(
    monkeypatch: pytest.MonkeyPatch, tiny_model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    cards = FakeCards(monkeypatch)
    cards.add(CUDA, at_start=OLD_DRIVER)
    cards.add(DIRECTML, raising(LOST, 2))
    devices = ("--device", "cuda", "--device", "directml")
    assert main(["bench", "--model", str(tiny_model), *devices, *OPTIONS]) == 0
    cuda, directml = capsys.readouterr().out.splitlines()
    assert cuda.startswith("tiny on cuda: CUDA could not be started: it reports")
    assert "DirectML failed at work" in directml


def test_wrong_sizes_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["bench", "--megapixels", "2;24"])
    assert "numbers with commas" in capsys.readouterr().err


def test_the_doctor_tells_the_state_of_each_device(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    cards = FakeCards(monkeypatch)
    cards.add(CUDA, at_start=OLD_DRIVER)
    cards.add(DIRECTML)
    assert main(["doctor", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert report["provider"] == DIRECTML.name
    assert report["devices"] == {
        "cuda": "it reports 'CUDA failure 35: CUDA driver version is insufficient'",
        "directml": "in use",
        "cpu": "not tried",
    }


@pytest.mark.parametrize(
    ("system", "machine", "expected"),
    [
        ("linux", "x86_64", []),
        ("darwin", "arm64", []),
        ("darwin", "x86_64", ["Intel Macs"]),
        ("win32", "AMD64", []),
        ("win32", "ARM64", ["Windows on ARM"]),
    ],
)
def test_systems_without_wheels_are_known(
    monkeypatch: pytest.MonkeyPatch, system: str, machine: str, expected: list[str]
) -> None:
    monkeypatch.setattr("sys.platform", system)
    monkeypatch.setattr("platform.machine", lambda: machine)
    monkeypatch.setattr("sys.version_info", (3, 14))
    assert [gap.where for gap in GAPS if gap.is_here()] == expected
