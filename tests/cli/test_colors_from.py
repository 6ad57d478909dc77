"""`colorize --colors-from`: the colors of another version of the photo."""

import numpy as np
import pytest
from PIL import Image

from colorizer_gui.cli import main
from version_files import write_version


@pytest.fixture
def version_file(tmp_path, color_picture):
    return write_version(tmp_path / "version.jpg", color_picture)


def colorized(path, photo, *arguments):
    assert main(["colorize", str(photo), "-o", str(path), *map(str, arguments)]) == 0
    return np.asarray(Image.open(path).convert("RGB")).astype(int)


def test_the_result_has_the_colors_of_the_version(tmp_path, gray_file, version_file, color_picture):
    def error(rgb):
        return np.abs(rgb - color_picture)[250:400, 200:300].mean()

    plain = error(colorized(tmp_path / "plain.png", gray_file))
    half = ("--colors-from", version_file, "--colors-strength", 50)
    full = error(colorized(tmp_path / "full.png", gray_file, *half[:2]))
    assert full < error(colorized(tmp_path / "half.png", gray_file, *half)) < plain
    assert full < plain / 2


def test_a_version_belongs_to_one_photo(gray_file, version_file, capsys):
    assert (
        main(["colorize", str(gray_file), str(gray_file), "--colors-from", str(version_file)]) == 2
    )
    assert "a version of one photo, but there are 2 photos" in capsys.readouterr().err


def test_a_version_that_cannot_be_used_is_named(tmp_path, gray_file, capsys):
    for path in (gray_file, tmp_path / "missing.jpg"):
        assert main(["colorize", str(gray_file), "--colors-from", str(path)]) == 1
        assert path.name in capsys.readouterr().err
    assert not gray_file.with_name("portrait_color.jpg").exists()
