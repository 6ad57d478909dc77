"""The window in other languages: nothing is missing, and what is filled in stays in."""

import importlib.util
import re
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtWidgets import QDialogButtonBox

from colorizer_gui.engine.settings import LANGUAGES
from colorizer_gui.gui.translation import NAMES, install_language
from colorizer_gui.resources import resource

_SPEC = importlib.util.spec_from_file_location("translations", Path("tools/translations.py"))
translations = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(translations)
FILES = sorted(Path("assets/translations").glob("*.ts"))
PLACEHOLDER = re.compile(r"\{[^}]*\}")


@pytest.fixture
def speaking(qapp):
    """Switch the window to a language until the end of the test."""
    installed = []

    def speak(language):
        installed.extend(install_language(qapp, language))
        return installed

    yield speak
    for translator in installed:
        qapp.removeTranslator(translator)


def test_there_is_a_file_for_every_language():
    languages = {path.stem.partition("_")[2] for path in FILES} | {"en"}
    assert languages == set(NAMES) == set(LANGUAGES) - {"system"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_text_is_translated(path):
    known = translations.read_translations(path)
    missing = set(translations.all_texts()) - set(known)
    assert not missing, "run python tools/translations.py and fill in what it lists"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_translations_keep_what_is_filled_in_and_the_keys_of_menus(path):
    for (context, text), translation in translations.read_translations(path).items():
        where = f"{context}: {text}"
        assert sorted(PLACEHOLDER.findall(translation)) == sorted(PLACEHOLDER.findall(text)), where
        assert translation.count("&") == text.count("&"), where
        assert translation.endswith("...") == text.endswith("..."), where


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_what_the_program_loads_is_what_was_translated(path, speaking):
    assert speaking(path.stem.partition("_")[2])
    for (context, text), translation in translations.read_translations(path).items():
        assert QCoreApplication.translate(context, text) == translation


def test_no_menu_stays_english(speaking, make_window, tiny_model):
    german = Path("assets/translations/colorizer_de.ts")
    speaking("de")
    words = set(translations.read_translations(german).values())
    window = make_window(tiny_model)
    menus = [action for action in window.menuBar().actions() if action.text()]
    entries = [entry for menu in menus for entry in menu.menu().actions() if entry.text()]
    shown = {entry.text() for entry in (*menus, *entries)}
    assert len(shown) > 40
    of_qt = {"Rückgängig", "Wiederherstellen"}
    assert shown - words <= of_qt | {tiny_model.stem}


def test_the_keys_of_chinese_menus_stay_in_the_menus(speaking, make_window, tiny_model):
    speaking("zh_CN")
    window = make_window(tiny_model)
    for action in window.actions():
        assert "(" not in action.iconText()
        assert action.toolTip().count("(") <= 1


def test_the_systems_dialogs_speak_it_too(qtbot, speaking):
    speaking("de")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert "Abbrechen" in box.button(QDialogButtonBox.StandardButton.Cancel).text()


def test_english_needs_nothing(qapp):
    assert install_language(qapp, "en") == []
    assert QLocale("zh_CN").language() == QLocale.Language.Chinese
    assert resource("assets/translations").is_dir()


def test_a_text_that_is_put_together_is_refused():
    with pytest.raises(ValueError, match=r"x\.py:3: .*not written out"):
        translations.texts_of("class A:\n  def b(self):\n    self.tr('one' + two)", "x.py")
