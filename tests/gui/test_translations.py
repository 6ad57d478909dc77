"""The window in other languages: nothing is missing, and what is filled in stays in."""

import importlib.util
import re
from pathlib import Path

import pytest
from gestures import drop, files
from PySide6.QtCore import QCoreApplication, QLocale, Qt
from PySide6.QtWidgets import QDialogButtonBox, QMenu, QPushButton, QScrollArea, QWidget

from batch_files import make_photos
from colorizer_gui.engine.choices import LANGUAGES
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.messages import Message, joined
from colorizer_gui.gui.base.translation import CONTEXT, install_language, translated
from colorizer_gui.gui.batch.model import MESSAGE
from colorizer_gui.gui.dialogs.help_windows import ShortcutSheet
from colorizer_gui.resources import resource

ROOT = Path(__file__).resolve().parents[2]
_SPEC = importlib.util.spec_from_file_location("translations", ROOT / "tools" / "translations.py")
translations = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(translations)
FILES = sorted((ROOT / "assets" / "translations").glob("*.ts"))
GERMAN = ROOT / "assets" / "translations" / "colorizer_de.ts"
LETTER = re.compile(r"(?<!&)&(\w)")
PLACEHOLDER = re.compile(r"\{[^}]*\}")


@pytest.fixture
def speaking(qapp):
    """Switch the window to a language until the end of the test."""
    installed, locale = [], QLocale()

    def speak(language):
        installed.extend(install_language(qapp, language))
        return installed

    yield speak
    for translator in installed:
        qapp.removeTranslator(translator)
    QLocale.setDefault(locale)


def test_there_is_a_file_for_every_language():
    languages = {path.stem.partition("_")[2] for path in FILES} | {"en"}
    assert languages == set(LANGUAGES)


@pytest.fixture(scope="module")
def all_texts():
    """Every text that the window shows."""
    return set(translations.all_texts())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_every_text_is_translated(path, all_texts):
    known = translations.read_translations(path)
    missing = all_texts - set(known)
    assert not missing, "run python tools/translations.py and fill in what it lists"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_translations_keep_fields_and_mnemonics(path):
    for (context, text), translation in translations.read_translations(path).items():
        where = f"{context}: {text}"
        if context == translations.MESSAGE:
            assert translations.fields_of(translation) == translations.fields_of(text), where
            braces = translations.literal_braces_of
            assert braces(translation) == braces(text), where
            continue
        assert sorted(PLACEHOLDER.findall(translation)) == sorted(PLACEHOLDER.findall(text)), where
        assert translation.count("&") == text.count("&"), where
        assert translation.endswith("...") == text.endswith("..."), where


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_compiled_translations_match_their_sources(path, speaking):
    assert speaking(path.stem.partition("_")[2])
    for (context, text), translation in translations.read_translations(path).items():
        assert QCoreApplication.translate(context, text) == translation


def test_no_menu_stays_english(speaking, make_window, tiny_model, qtbot):
    speaking("de")
    words = set(translations.read_translations(GERMAN).values())
    window = make_window(tiny_model)
    qtbot.waitUntil(lambda: window.document.models.info is not None)
    menus = [action for action in window.menuBar().actions() if action.text()]
    entries = [entry for menu in menus for entry in menu.menu().actions() if entry.text()]
    shown = {entry.text() for entry in (*menus, *entries)}
    assert len(shown) > 40
    of_qt = {"Rückgängig", "Wiederherstellen"}
    assert shown - words <= of_qt | {"Tiny"}


@pytest.mark.parametrize("action", [None, "settings", "shortcuts", "variants", "save_options"])
@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_that_is_shown_stays_english(
    path, action, speaking, make_window, tiny_model, gray_file, qtbot
):
    speaking(path.stem.partition("_")[2])
    window = make_window(tiny_model)
    qtbot.waitUntil(lambda: window.document.models.info is not None)
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([gray_file])
    if action:
        getattr(window.acts, action).trigger()
    known = translations.read_translations(path)
    english = {text for (_, text), words in known.items() if words != text} - set(known.values())
    shown = set()
    for widget in (window, *window.findChildren(QWidget)):
        for words in ("text", "toolTip", "accessibleName", "windowTitle", "placeholderText"):
            value = getattr(widget, words, str)()
            if isinstance(value, str):
                shown.add(value)
    assert len(shown) > 60
    assert not shown & english


def test_chinese_mnemonics_appear_only_in_menus(speaking, make_window, tiny_model):
    speaking("zh_CN")
    window = make_window(tiny_model)
    for action in window.actions():
        assert "(" not in action.iconText()
        assert action.toolTip().count("(") <= 1


def menus_of(window):
    """Title and entries of the menu bar, of every menu and of the menus in panels."""
    parts = window.parts
    bars = [("bar", window.menuBar().actions())]
    for menu in window.findChildren(QMenu):
        menu.aboutToShow.emit()
        bars.append((menu.title(), menu.actions()))
    assert parts.look_panel.presets in window.findChildren(QMenu)
    return bars


@pytest.mark.parametrize("language", LANGUAGES)
def test_mnemonics_in_a_menu_are_unique(language, speaking, make_window, tiny_model):
    speaking(language)
    window = make_window(tiny_model)
    window.preferences.change(looks={"Mine": Look(warmth=0.2)})
    for title, entries in menus_of(window):
        shown = [entry for entry in entries if entry.isVisible() and not entry.isSeparator()]
        letters = {}
        for entry in shown:
            if letter := LETTER.search(entry.text()):
                letters.setdefault(letter[1].lower(), []).append(entry.text())
        clashes = [texts for texts in letters.values() if len(texts) > 1]
        assert not clashes, f"{language}, {title}: {clashes}"


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_button_has_the_mnemonic_of_a_menu(language, speaking, make_window, tiny_model):
    speaking(language)
    window = make_window(tiny_model)
    named = [*window.menuBar().actions(), *window.findChildren(QPushButton)]
    letters = [letter[1].lower() for each in named if (letter := LETTER.search(each.text()))]
    assert len(letters) > len(window.parts.menus), "the menus and at least one button"
    assert len(set(letters)) == len(letters)


def test_dialogs_of_qt_are_translated(qtbot, speaking):
    speaking("de")
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
    qtbot.addWidget(box)
    assert "Abbrechen" in box.button(QDialogButtonBox.StandardButton.Cancel).text()


def test_english_needs_no_translator(qapp):
    assert install_language(qapp, "en") == []
    assert QLocale("zh_CN").language() == QLocale.Language.Chinese
    assert resource("assets/translations").is_dir()


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("class A:\n  def b(self):\n    self.tr('one' + two)", "x.py:3: .*literal"),
        ("Message('one' + two)", "x.py:1: .*literal"),
        ("Message(f'{one}')", "x.py:1: .*literal"),
        ("\nMessage(template, name=1)", "x.py:2: .*literal"),
        ("Message('{name}', title=1)", "differ in name, title"),
        ("Message('{name}')", "differ in name"),
        ("Message('{', name=1)", "cannot be filled in"),
    ],
)
def test_texts_that_cannot_be_translated_are_refused(code, fault):
    with pytest.raises(ValueError, match=fault):
        translations.texts_of(code, "x.py")


def test_templates_are_found_wherever_a_message_is_made():
    code = """
class Sizes:
    LARGE = {5: Message("the disk is " "full")}

def check(name):
    raise PhotoError(
        messages.Message("Can't open {name}: {reason}", name=name, reason=Message("why"))
    )
"""
    found = translations.texts_of(code, "x.py")
    templates = {"the disk is full", "Can't open {name}: {reason}", "why"}
    assert found == {(CONTEXT, template) for template in templates}


def test_messages_of_the_command_are_left_out(all_texts):
    code = {path: path.read_text("utf-8") for path in (ROOT / "colorizer_gui").rglob("*.py")}
    for path, source in code.items():
        texts = translations.texts_of(source, path.name, may_build_templates=True)
        assert path.parts[len(ROOT.parts) + 1] == "cli" or texts <= all_texts


def test_only_templates_are_translated(speaking):
    disk_full = Message("the disk is full")
    message = Message(
        "{name}: {reason} ({others})",
        name="the disk is full",
        reason=disk_full,
        others=("Stopped.", disk_full),
    )
    assert translated(message) == "the disk is full: the disk is full (Stopped., the disk is full)"
    speaking("de")
    full = "kein Platz mehr auf dem Datenträger"
    assert translated(message) == f"the disk is full: {full} (Stopped., {full})"
    assert translated(joined([disk_full, Message("Stopped.")])) == f"{full} Abgebrochen."
    assert translated(Message("Nobody has ever said {this}.", this=3)) == "Nobody has ever said 3."


def test_errors_are_translated(speaking, make_window, tiny_model, qtbot, tmp_path):
    speaking("de")
    window = make_window(tiny_model)
    path = tmp_path / "kaputt.jpg"
    path.write_bytes(b"\xff\xd8\xff\xe0 no photo")
    drop(window, files(path))
    qtbot.waitUntil(lambda: "kaputt.jpg lässt sich nicht öffnen" in window.parts.notices.sentence)


def test_names_are_never_translated(speaking, make_window, tiny_model, qtbot, tmp_path):
    speaking("de")
    window = make_window(tiny_model)
    notices = window.parts.notices
    folder, file = tmp_path / "Permission denied", tmp_path / "more than 4 GB"
    folder.mkdir()
    file.write_bytes(b"\xff\xd8\xff\xe0 no photo")
    drop(window, files(folder))
    qtbot.waitUntil(lambda: notices.sentence == "Im Ordner Permission denied ist kein Foto.")
    drop(window, files(file))
    qtbot.waitUntil(lambda: "more than 4 GB lässt sich nicht öffnen" in notices.sentence)
    window.acts.process_folder.trigger()
    batch = window.batches.window
    batch.settings.source.set_path(make_photos(folder, "a.png"))
    batch.settings.dest.set_path(folder)
    qtbot.waitUntil(lambda: bool(batch.notices.sentence))
    assert f"zwischen die Fotos von {folder} geschrieben" in batch.notices.sentence
    batch.settings.source.set_path(file)
    qtbot.waitUntil(lambda: f"{file} ist eine Datei" in batch.notices.sentence)


def test_outcomes_of_a_batch_are_translated(speaking, make_window, tiny_model, qtbot, tmp_path):
    speaking("de")
    window = make_window(tiny_model)
    qtbot.waitUntil(lambda: window.document.models.info is not None)
    window.acts.process_folder.trigger()
    batch = window.batches.window
    source = make_photos(tmp_path / "in", "a.png", "b.png")
    (source / "b.png").write_text("no photo")
    make_photos(tmp_path / "out", "a_color.png")
    batch.settings.source.set_path(source)
    batch.settings.dest.set_path(tmp_path / "out")
    qtbot.waitUntil(batch.progress.start.isEnabled)
    with qtbot.waitSignal(batch.runner.finished, timeout=20000):
        qtbot.mouseClick(batch.progress.start, Qt.MouseButton.LeftButton)
    skipped, failed = (batch.model.index(row, MESSAGE) for row in range(2))
    assert skipped.data() == "a_color.png gibt es schon."
    for role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
        assert failed.data(role).startswith("b.png lässt sich nicht öffnen")
    batch.settings.dest.set_path(source)
    qtbot.waitUntil(lambda: "nicht zwischen die Fotos" in batch.notices.sentence)


def test_numbers_have_the_format_of_the_language(
    speaking, make_window, tiny_model, qtbot, gray_file
):
    speaking("de")
    window = make_window(tiny_model)
    qtbot.waitUntil(lambda: window.document.models.info is not None)
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([gray_file])
    assert re.fullmatch(r"In \d+,\d\d s koloriert", window.parts.status.state.full_text)
    window.parts.canvas.zoom_to(0.035)
    assert window.parts.zoom_label.text() == "3,5 %"


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_list_of_keys_fits_a_small_screen(speaking, make_window, qapp, language):
    speaking(language)
    window = make_window()
    window.acts.shortcuts.trigger()
    qapp.processEvents()  # it was fitted into a smaller screen
    sheet = window.findChild(ShortcutSheet)
    sheet.resize(1000, 600)
    qapp.processEvents()
    assert sheet.width() == 1000
    assert not sheet.findChild(QScrollArea).horizontalScrollBar().isVisible()
