"""`colorizer licenses`, in a checkout and in a package."""

import pytest

from colorizer_gui import __version__, licenses
from colorizer_gui.cli import main
from tools.bundled import write_third_party


@pytest.fixture
def packaged(tmp_path, monkeypatch):
    """The program finds what a package holds."""
    write_third_party(tmp_path / licenses.FOLDER, {"PySide6/Qt/lib/libQt6Core.so.6": None}, "1.0")
    resource = licenses.resource

    def find(name):
        return tmp_path / name if name == licenses.FOLDER else resource(name)

    monkeypatch.setattr(licenses, "resource", find)


def test_a_checkout_has_the_license_of_the_program(capsys):
    assert main(["licenses"]) == 0
    assert capsys.readouterr().out.split() == ["Colorizer", __version__, "MIT"]
    assert main(["licenses", "colorizer"]) == 0
    assert "Permission is hereby granted" in capsys.readouterr().out


@pytest.mark.usefixtures("packaged")
def test_a_package_has_the_licenses_of_its_parts(capsys):
    assert main(["licenses"]) == 0
    assert "Qt  " in capsys.readouterr().out
    assert main(["licenses", "qt"]) == 0
    text = capsys.readouterr().out
    assert "GNU LESSER GENERAL PUBLIC LICENSE" in text
    assert "END OF TERMS AND CONDITIONS" in text
    assert main(["licenses", "all"]) == 0
    assert "three years" in capsys.readouterr().out


def test_an_unknown_part_is_named(capsys):
    assert main(["licenses", "gtk"]) == 2
    assert "There is no part gtk" in capsys.readouterr().err
