import io
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import numpy as np
import pytest
import tifffile
from PIL import Image

from batch_files import as_nobody, make_photos
from colorizer_gui.cli import main
from colorizer_gui.engine.session.recipe_file import read_recipe
from colorizer_gui.engine.session.recipe_text import recipe_hash
from model_files import write_model


def run(*arguments):
    """The exit code of the command, also where argparse ends it."""
    try:
        return main([str(argument) for argument in arguments])
    except SystemExit as end:
        return end.code


@pytest.fixture
def error_line(capsys):
    """The one line that the command printed on standard error."""

    def read():
        lines = capsys.readouterr().err.strip().splitlines()
        assert len(lines) == 1, lines
        return lines[0]

    return read


def is_colored(path):
    rgb = np.asarray(Image.open(path).convert("RGB")).astype(int)
    return np.abs(rgb[..., 0] - rgb[..., 2]).mean() > 3


def test_the_result_is_written_beside_the_photo(gray_file, capsys):
    before = gray_file.read_bytes()
    assert run("colorize", gray_file) == 0
    result = gray_file.with_name("portrait_color.jpg")
    assert is_colored(result)
    assert gray_file.read_bytes() == before
    assert capsys.readouterr() == ("", ""), "a command in a pipe is quiet"


def test_a_folder_stands_for_its_photos_without_earlier_results(gray_file, capsys):
    folder = gray_file.parent
    (folder / "notes.txt").write_text("no photo")
    (folder / "._portrait.jpg").write_text("what macOS leaves on other disks")
    assert run("colorize", folder) == 0
    left_out = "colorizer: Left out: hidden photos (1: ._portrait.jpg).\n"
    assert capsys.readouterr() == ("", left_out)
    assert run("colorize", folder, "--overwrite") == 0
    told = capsys.readouterr().err
    assert "Left out as results of an earlier run: portrait_color.jpg." in told
    names = sorted(path.name for path in folder.iterdir())
    assert names == ["._portrait.jpg", "notes.txt", "portrait.jpg", "portrait_color.jpg"]


@pytest.mark.parametrize(
    ("name", "suffix"), [("jpeg", ".jpg"), ("png", ".png"), ("tiff", ".tif"), ("webp", ".webp")]
)
def test_folder_and_format_of_results_can_be_chosen(gray_file, tmp_path, name, suffix):
    folder = tmp_path / "new" / "results"
    assert run("colorize", gray_file, "--output", folder, "--format", name) == 0
    with Image.open(folder / f"portrait_color{suffix}") as image:
        assert image.format == name.upper()


def test_the_name_of_a_result_decides_its_format(gray_file, tmp_path):
    result = tmp_path / "colorized.png"
    assert run("colorize", gray_file, "-o", result) == 0
    assert is_colored(result)


def test_lower_quality_gives_smaller_files(gray_file, tmp_path):
    sizes = []
    for quality in (30, 95):
        result = tmp_path / f"{quality}.jpg"
        assert run("colorize", gray_file, "-o", result, "--quality", quality) == 0
        sizes.append(result.stat().st_size)
    assert sizes[0] < sizes[1] / 2


def test_bad_photos_are_named_and_the_others_colorized(gray_file, tmp_path, capsys):
    text = tmp_path / "text.jpg"
    text.write_text("hello")
    empty = tmp_path / "empty.png"
    empty.touch()
    missing = tmp_path / "missing.tif"
    bare = tmp_path / "bare"
    bare.mkdir()
    assert run("colorize", missing, text, empty, bare, gray_file) == 1
    assert gray_file.with_name("portrait_color.jpg").exists()
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 5
    for line, name in zip(lines, ["missing.tif", "text.jpg", "empty.png", "bare"], strict=False):
        assert name in line
    assert "1 of 5" in lines[-1]
    assert {path.name for path in tmp_path.iterdir()} == {
        "text.jpg", "empty.png", "bare", "portrait.jpg", "portrait_color.jpg",
    }  # fmt: skip


@pytest.mark.parametrize(
    "arguments",
    [
        ["colorize", "LONG.jpg"],
        ["info", "LONG.jpg"],
        ["info", "LONG"],
        ["colorize", "PHOTO", "--model", "LONG"],
        ["colorize", "PHOTO", "-o", "LONG.png"],
        ["colorize", "PHOTO", "--output", "LONG"],
    ],
)
def test_impossible_names_are_refused(gray_file, arguments, error_line):
    long = "n" * 300
    given = [str(gray_file) if a == "PHOTO" else a.replace("LONG", long) for a in arguments]
    assert run(*given) == 1
    line = error_line()
    assert long[:150] in line or "portrait_color.jpg" in line
    assert "unexpected" not in line


@pytest.mark.skipif(os.name == "nt", reason="rights of files are something else on Windows")
def test_folders_without_permission_are_reported(tiny_model, error_line):
    with tempfile.TemporaryDirectory() as name:
        closed = make_photos(Path(name) / "closed", "a.png")
        photo = make_photos(Path(name), "b.png") / "b.png"
        model = Path(name) / "tiny.onnx"
        model.write_bytes(tiny_model.read_bytes())
        # Nobody else can import what is left of a Python that lies below /root.
        assert run("colorize", photo, "--model", model) == 0
        with as_nobody(Path(name)):
            closed.chmod(0)
            for arguments in ([closed], [closed / "a.png"], [photo, "--output", closed / "new"]):
                assert run("colorize", *arguments, "--model", model) == 1
                assert "permission is denied" in error_line()
            closed.chmod(0o755)


def test_arguments_override_the_look_of_a_recipe(gray_file, tmp_path):
    recipe = tmp_path / "recipe.json"
    hint = {"x": 0.5, "y": 0.9, "a": 0, "b": -40, "radius": 0.05}
    recipe.write_text(json.dumps({"recipe": 1, "hints": [hint], "look": {"strength": 0}}))
    gray, blue = tmp_path / "gray.png", tmp_path / "blue.png"
    assert run("colorize", gray_file, "-o", gray, "--recipe", recipe) == 0
    assert not is_colored(gray)
    assert run("colorize", gray_file, "-o", blue, "--recipe", recipe, "--look", "strength=1") == 0
    red, _, strongest = np.asarray(Image.open(blue))[455:465, 250:262].reshape(-1, 3).mean(axis=0)
    assert strongest > red + 20


@pytest.mark.parametrize(
    "arguments",
    [
        ["colorize"],
        ["colorize", "PHOTO", "--quality", "0"],
        ["colorize", "PHOTO", "--look", "vividnes=1"],
        ["colorize", "PHOTO", "--look", "vividness=9"],
        ["colorize", "PHOTO", "--look", "vividness=much"],
        ["colorize", "PHOTO", "PHOTO", "-o", "one.jpg"],
        ["colorize", "PHOTO", "--output", "PHOTO"],
        ["colorize", "PHOTO", "-o", "a.jpg", "--output", "b"],
        ["colorize", "PHOTO", "-o", "a.jpg", "--format", "png"],
        ["unknown"],
        [],
    ],
)
def test_wrong_arguments_give_exit_code_2(gray_file, arguments, capsys):
    given = [str(gray_file) if argument == "PHOTO" else argument for argument in arguments]
    assert run(*given) == 2
    assert capsys.readouterr().err
    assert [path.name for path in gray_file.parent.iterdir()] == ["portrait.jpg"]


def test_a_broken_recipe_or_model_stops_the_command_before_any_photo(
    gray_file, tmp_path, error_line
):
    recipe = tmp_path / "recipe.json"
    recipe.write_text('{"recipe": 1, "lok": {}}')
    assert run("colorize", gray_file, "--recipe", recipe) == 1
    assert "lok" in error_line()
    assert run("colorize", gray_file, "--model", "unknown") == 1
    assert "unet" in error_line()
    bare = write_model(tmp_path / "bare.onnx", about=None)
    assert run("colorize", gray_file, "--model", bare) == 1
    assert "metadata" in error_line()


def test_the_model_can_be_a_file(gray_file, tiny_model):
    assert run("colorize", gray_file, "--model", tiny_model) == 0


def test_info_describes_photos_and_models(gray_file, tiny_model, capsys):
    assert run("info", gray_file) == 0
    assert "512 x 512" in capsys.readouterr().out
    assert run("info", tiny_model) == 0
    assert "Tiny 0.1" in capsys.readouterr().out
    assert run("info", "unet") == 0
    assert "MIT" in capsys.readouterr().out


def test_info_lists_the_metadata_of_a_photo(gray_picture, tmp_path, capsys):
    photo = tmp_path / "captioned.tif"
    Image.fromarray(gray_picture).save(photo, tiffinfo={33723: b"\x1c\x02\x78\x00\x05Hello"})
    assert run("info", photo) == 0
    assert "IPTC" in capsys.readouterr().out


def test_info_about_a_missing_file_is_an_error(tmp_path, error_line):
    assert run("info", tmp_path / "none.jpg") == 1
    assert "none.jpg" in error_line()


def test_names_that_the_output_cannot_encode_are_escaped(gray_file, monkeypatch):
    printed = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(printed, "cp1252"))
    assert run("info", gray_file.rename(gray_file.with_name("写真.jpg"))) == 0
    assert rb"\u5199\u771f.jpg" in printed.getvalue()


def test_a_closed_pipe_is_no_error(monkeypatch, capfd):
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "w") as output:
        monkeypatch.setattr(sys, "stdout", output)
        run("models")
    assert capfd.readouterr().err == ""


def test_models_are_listed(capsys):
    assert run("models") == 0
    assert capsys.readouterr().out.startswith("unet")


def test_doctor_finds_a_working_model(capsys):
    assert run("doctor", "--json", "--device", "cpu") == 0
    report = json.loads(capsys.readouterr().out)
    assert report["provider"] == "CPUExecutionProvider"
    assert report["devices"]["cpu"] == "in use"
    assert "Windows on ARM" in report["no_wheels"]
    assert report["model_check"] == "ok"
    assert run("doctor") == 0
    assert "model check" in capsys.readouterr().out


def test_the_command_starts_without_qt_and_torch():
    probe = (
        "import sys; from colorizer_gui.cli import main\n"
        "try: main(['--version'])\n"
        "except SystemExit: pass\n"
        "heavy = {'PySide6', 'torch', 'numpy', 'cv2', 'onnxruntime'} & set(sys.modules)\n"
        "sys.exit(repr(heavy) if heavy else 0)"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("colorizer ")


def test_colorizing_needs_neither_qt_nor_torch(gray_file):
    probe = (
        "import sys; from colorizer_gui.cli import main\n"
        f"code = main(['colorize', {str(gray_file)!r}])\n"
        "heavy = {'PySide6', 'torch'} & set(sys.modules)\n"
        "sys.exit(repr(heavy) if heavy else code)"
    )
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_results_are_tagged_as_colorized_without_no_tag(gray_file, tmp_path):
    tagged, untagged = tmp_path / "tagged.png", tmp_path / "untagged.png"
    assert run("colorize", gray_file, "-o", tagged) == 0
    assert run("colorize", gray_file, "-o", untagged, "--no-tag", "--strip-metadata") == 0
    assert b"compositeWithTrainedAlgorithmicMedia" in tagged.read_bytes()
    assert b"Colorizer" in tagged.read_bytes()
    assert b"compositeWithTrainedAlgorithmicMedia" not in untagged.read_bytes()
    assert b"Colorizer" not in untagged.read_bytes()


def test_results_name_their_recipe(gray_file, tmp_path):
    recipe = tmp_path / "recipe.json"
    recipe.write_text('{"recipe": 1, "look": {"warmth": 0.5}}')
    result = tmp_path / "warm.png"
    assert run("colorize", gray_file, "-o", result, "--recipe", recipe) == 0
    checksum = recipe_hash(read_recipe(recipe))
    assert f'colorizer:RecipeHash="{checksum}"'.encode() in result.read_bytes()


def test_file_dates_are_kept_on_request(gray_file, tmp_path):
    moment = 978_307_200_123_456_000
    os.utime(gray_file, ns=(moment, moment))
    kept, other = tmp_path / "kept.png", tmp_path / "other.png"
    assert run("colorize", gray_file, "-o", kept, "--keep-dates") == 0
    assert run("colorize", gray_file, "-o", other) == 0
    assert abs(kept.stat().st_mtime_ns - moment) < 2_000_000_000  # what file systems tell apart
    assert other.stat().st_mtime_ns > moment + 10**17


def test_info_names_other_metadata(tmp_path, capsys):
    path = tmp_path / "scan.jpg"
    Image.new("L", (8, 8)).save(path, comment=b"scanned on a rainy day")
    assert run("info", path) == 0
    assert "JPEG comment" in capsys.readouterr().out


def test_depth_and_compression_can_be_chosen(gray_file, tmp_path):
    result = tmp_path / "deep.tif"
    assert run("colorize", gray_file, "-o", result, "--depth", 16, "--compression", "lzw") == 0
    with tifffile.TiffFile(result) as file:
        assert file.pages[0].dtype == np.uint16
        assert file.pages[0].compression.name == "LZW"


def test_a_layer_of_colors_or_before_and_after_can_be_saved(gray_file):
    assert run("colorize", gray_file, "--content", "layer") == 0
    assert run("colorize", gray_file, "--content", "before-after") == 0
    layer, both = (
        np.asarray(Image.open(gray_file.with_name(f"portrait_{ending}.jpg"))).astype(float)
        for ending in ("layer", "before-after")
    )
    luma = layer @ (0.3, 0.59, 0.11)
    assert luma.std() < 4
    assert np.abs(layer[..., 0] - layer[..., 2]).mean() > 3
    half = layer.shape[1]
    assert both.shape[1] > 2 * half
    assert np.abs(both[:, :half, 0] - both[:, :half, 2]).mean() < 1
    assert run("colorize", gray_file.parent, "--content", "layer", "--overwrite") == 0
    assert len(list(gray_file.parent.iterdir())) == 3


def test_reference_colors_come_from_a_color_photo(gray_file, tmp_path, error_line):
    reference = np.zeros((64, 64, 3), np.uint8)
    reference[..., 2] = np.arange(64)[:, None] * 4
    Image.fromarray(reference).save(tmp_path / "blue.png")
    for method in ("spread", "histogram"):
        assert run(
            "colorize", gray_file, "--palette", tmp_path / "blue.png", "--palette-method", method,
            "-o", tmp_path / f"{method}.png",
        ) == 0  # fmt: skip
        rgb = np.asarray(Image.open(tmp_path / f"{method}.png")).astype(int)
        assert (rgb[..., 2] - rgb[..., 0]).mean() > 10
    assert run("colorize", gray_file, "--palette", gray_file, "-o", tmp_path / "x.png") == 1
    assert "it has none" in error_line()
