"""What `colorizer colorize` replaces: earlier results where that is asked for, and nothing else."""

import sys

import numpy as np
import pytest
from PIL import Image

from colorizer_gui.cli import main


def colorize(*arguments):
    """The exit code of the command."""
    return main(["colorize", *map(str, arguments)])


def test_an_existing_result_is_kept_without_overwrite(gray_file, capsys):
    result = gray_file.with_name("portrait_color.jpg")
    result.write_bytes(b"precious")
    assert colorize(gray_file) == 1
    assert "portrait_color.jpg" in capsys.readouterr().err
    assert result.read_bytes() == b"precious"
    assert colorize(gray_file, "--overwrite") == 0
    assert np.ptp(np.asarray(Image.open(result)), axis=2).mean() > 3


def test_a_photo_is_never_its_own_result(gray_file, capsys):
    before = gray_file.read_bytes()
    assert colorize(gray_file, "-o", gray_file, "--overwrite") == 1
    assert "portrait.jpg" in capsys.readouterr().err
    assert gray_file.read_bytes() == before


def test_two_photos_of_one_name_do_not_replace_each_other(gray_file, tmp_path, capsys):
    other = tmp_path / "other" / "portrait.jpg"
    other.parent.mkdir()
    other.write_bytes(gray_file.read_bytes())
    out = tmp_path / "out"
    assert colorize(gray_file, other, "--output", out, "--overwrite") == 1
    assert "another photo of this run" in capsys.readouterr().err
    assert [path.name for path in out.iterdir()] == ["portrait_color.jpg"]


def test_no_file_that_is_read_is_replaced(gray_file, tmp_path, capsys):
    palette = gray_file.with_name("portrait_color.jpg")
    Image.new("RGB", (64, 64), "orange").save(palette)
    before = palette.read_bytes()
    for arguments in ((gray_file, "--palette", palette), (gray_file, palette)):
        assert colorize(*arguments, "--overwrite") == 1
        assert "this run reads that file, too" in capsys.readouterr().err
        assert palette.read_bytes() == before


@pytest.mark.skipif(sys.platform == "win32", reason="links need rights there")
def test_another_spelling_of_a_name_is_the_same_file(gray_file, tmp_path, capsys):
    other = tmp_path / "other" / "PORTRAIT.jpg"
    other.parent.mkdir()
    other.write_bytes(gray_file.read_bytes())
    out = tmp_path / "out"
    out.mkdir()
    # As on a disk that does not tell the two spellings apart.
    (out / "PORTRAIT_color.jpg").symlink_to("portrait_color.jpg")
    assert colorize(gray_file, other, "--output", out, "--overwrite") == 1
    assert "another photo of this run" in capsys.readouterr().err
