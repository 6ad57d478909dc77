"""What version 0.1.0 left in a folder of results is understood."""

import json
import os
import shutil
from dataclasses import fields, replace
from pathlib import Path

import pytest

from batch_files import contents, options_for, run, states
from colorizer_gui.engine.batch.digest import result_digest, settings_digest
from colorizer_gui.engine.color.reference_colors import ReferenceColors
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.painting.visible_mark import VisibleMark
from colorizer_gui.engine.session.export_kind import ExportKind
from colorizer_gui.engine.session.output import Output
from colorizer_gui.engine.session.recipe import Recipe

ARCHIVE = Path(__file__).parents[1] / "fixtures" / "0.1.0" / "batch"
CHECKSUM = "5f" * 32
HINTS = (ColorHint(0.25, 0.5, -10, 40.5), ColorHint(0.75, 0.1, 12.25, -3, 0.05))
REFERENCE = ReferenceColors(
    tuple(-20 + 2.5 * place for place in range(33)),
    tuple(float(place - 12) for place in range(33)),
    "histogram",
)


@pytest.fixture
def archive(tmp_path):
    """Options for a copy of a batch that version 0.1.0 was stopped in, before d.png was done."""
    shutil.copytree(ARCHIVE, tmp_path, dirs_exist_ok=True)
    for line in (ARCHIVE / "results" / ".colorizer-batch.jsonl").read_text().splitlines():
        record = json.loads(line)
        if record["is"] == "finished":
            what = record["what"]
            for path, time in (
                (tmp_path / "photos" / record["photo"], what["source_time"]),
                (tmp_path / "results" / what["result"], what["time"]),
            ):
                os.utime(path, ns=(time, time))
    return options_for(
        tmp_path / "photos",
        tmp_path / "results",
        tmp_path / "model.onnx",
        look=(("vividness", 1.0), ("saturation", 0.8)),
        output=Output(quality=85, keep="no-location", tagged=False),
        resume=True,
    )


def test_resuming_an_archive_of_0_1_0_colorizes_only_unfinished_photos(archive):
    before = contents(archive.dest)
    assert states(run(archive)) == {
        "a.png": "unchanged",
        "album/b.jpg": "unchanged",
        "album/c.tif": "unchanged",
        "d.png": "done",
    }
    after = contents(archive.dest)
    assert after.pop("d_color.png")
    assert after == before


def test_an_archive_of_0_1_0_is_colorized_again_with_other_settings(archive):
    other = replace(archive, output=replace(archive.output, quality=84))
    assert set(states(run(other)).values()) == {"done"}


@pytest.mark.parametrize(
    ("result", "recipe", "output", "digest"),
    [
        (
            "a_color.png",
            Recipe(),
            Output(),
            "026ded0c099bc51680c4fbc85b9408b872d858e48d7b87fbea5373890e7ca2b9",
        ),
        (
            "a_color.png",
            Recipe(look=Look(vividness=1)),
            Output(),
            "a9b1a52428174f09d7726956d52ffdba90e2b701429a87f0bc77ad329eb73653",
        ),
        (
            "album/b_layer.tif",
            Recipe(),
            Output("tiff", 80, 16, "lzw", "no-location", False, ExportKind.LAYER),
            "8997e3fc408f4c9c609eb931c741c1a25920daac4bd59c592c926417569bdcaa",
        ),
        (
            "c_color.webp",
            Recipe(hints=HINTS[:1], look=Look(reference=REFERENCE)),
            Output("webp"),
            "f751590d365e47dcbc20db31e6e263fec340e980cb199255831b4af691429113",
        ),
        (
            "c_color.webp",
            Recipe(look=Look(reference=replace(REFERENCE, method="spread"))),
            Output("webp"),
            "ab0bb3d092d4d5afb10a92f21e9629dfb68c3330eeebab4aa6207ce283f69537",
        ),
    ],
)
def test_digests_are_those_of_0_1_0(result, recipe, output, digest):
    assert result_digest(settings_digest(CHECKSUM, recipe, output), result) == digest


def test_digest_of_a_name_that_is_no_text_is_that_of_0_1_0():
    look = Look(1, 1.5, -0.25, 0.9, 0.1, 0.75, 0.2, 1)
    output = Output(keep="none", kind=ExportKind.BEFORE_AFTER)
    settings = settings_digest("a0" * 32, Recipe("other", HINTS, look), output)
    result = b"\xff\xfe_color.jpg".decode("utf-8", "surrogateescape")
    digest = "ceb070af30d9dfb7eb953659862fc16d86121b31507a109d1defe0fc75111e8e"
    assert result_digest(settings, result) == digest


OTHER_OUTPUT = {
    "format": "png",
    "quality": 91,
    "depth": 16,
    "compression": "lzw",
    "keep": "none",
    "tagged": False,
    "kind": ExportKind.LAYER,
    "keep_dates": True,
    "mark": VisibleMark(),
    "space": "display-p3",
}


def test_every_setting_of_the_output_counts():
    plain = settings_digest(CHECKSUM, Recipe(), Output())
    assert set(OTHER_OUTPUT) == {field.name for field in fields(Output)}
    for name, value in OTHER_OUTPUT.items():
        other = replace(Output(), **{name: value})
        assert settings_digest(CHECKSUM, Recipe(), other) != plain, name


def test_every_adjustment_and_every_part_of_a_hint_counts():
    plain = settings_digest(CHECKSUM, Recipe(hints=HINTS[:1]), Output())
    for field in fields(Look):
        value = REFERENCE if field.name == "reference" else 0.25
        look = replace(Look(), **{field.name: value})
        assert settings_digest(CHECKSUM, Recipe(hints=HINTS[:1], look=look), Output()) != plain
    for field in fields(ColorHint):
        hint = replace(HINTS[0], **{field.name: 0.125})
        assert settings_digest(CHECKSUM, Recipe(hints=(hint,)), Output()) != plain
