"""Spelling, glossary and links: the documents name what exists, and the code uses their words."""

import re
import tokenize
from pathlib import Path

import pytest

from colorizer_gui.cli import main
from colorizer_gui.engine.photo.registry import FILE_FORMATS
from tools.command_reference import FOLDER, PAGE, written

ROOT = Path(__file__).parents[1]
FOLDERS = ("benchmarks", "colorizer_gui", "docs", "export", "models", "tests", "tools", "training")
# Never an identifier, or a part of one, in the program; see docs/glossary.md.
BANNED_WORDS = {"boldness", "conviction", "doubt", "hands", "likeness"}
BRITISH = re.compile(r"\w*(?:colour|grey|centre|neighbour|behaviour)\w*", re.IGNORECASE)
# Keys of model files and of checkpoints, which keep their spelling.
STORED_NAMES = {"bin_centres", "recolour"}
# Folders whose names begin a path in backticks, from the root or from the package.
PLACES = "assets|benchmarks|cli|colorizer_gui|docs|engine|export|gui|models|tests|tools|training"
PATH = re.compile(rf"`((?:{PLACES})/[^`\s]*)`")
PLACEHOLDERS = ("NAME", "XX", "*")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)\s]*)?\)")

SOURCES = sorted((ROOT / "colorizer_gui").rglob("*.py"))
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("models/*.md")])
TEXTS = sorted(
    path
    for folder in FOLDERS
    for pattern in ("*.py", "*.c", "*.md")
    for path in (ROOT / folder).rglob(pattern)
    if path != Path(__file__)
)


def name_of(path):
    """A file as the tests are named after it."""
    return path.relative_to(ROOT).as_posix()


def identifiers(path):
    """All names in a Python file, and its own."""
    with path.open("rb") as source:
        tokens = list(tokenize.tokenize(source.readline))
    return {path.stem} | {token.string for token in tokens if token.type == tokenize.NAME}


def words(identifier):
    """The words of an identifier in snake or camel case."""
    return [word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", identifier)]


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_links_lead_to_files(path):
    targets = [link for link in LINK.findall(path.read_text("utf-8")) if "://" not in link]
    assert [target for target in targets if not (path.parent / target).exists()] == []


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_paths_in_documents_exist(path):
    named = PATH.findall(path.read_text("utf-8"))
    missing = [
        name
        for name in named
        if not any(placeholder in name for placeholder in PLACEHOLDERS)
        and not (ROOT / name).exists()
        and not (ROOT / "colorizer_gui" / name).exists()
    ]
    assert missing == []


def test_make_targets_in_documents_exist():
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    texts = [path.read_text("utf-8") for path in DOCUMENTS]
    named = {name for text in texts for name in re.findall(r"(?:`|^ {4})make ([a-z]+)", text, re.M)}
    assert {"check", "run", "test"} <= named <= targets


@pytest.mark.parametrize("command", ["colorize", "batch"])
def test_options_in_documents_exist(command, capsys):
    with pytest.raises(SystemExit):
        main([command, "--help"])
    options = set(re.findall(r"--[a-z-]+", capsys.readouterr().out))
    lines = [line for path in DOCUMENTS for line in path.read_text("utf-8").splitlines()]
    named = {
        option
        for line in lines
        if re.match(rf"[ `]*colorizer {command} ", line)
        for option in re.findall(r"--[a-z-]+", line.partition("#")[0])
    }
    assert named <= options
    assert named


@pytest.mark.parametrize("path", [PAGE, *sorted(FOLDER.iterdir())], ids=name_of)
def test_what_describes_the_command_is_up_to_date(path):
    assert path.read_text("utf-8") == written()[path], "run python -m tools.command_reference"


@pytest.mark.parametrize("path", DOCUMENTS, ids=name_of)
def test_documents_are_listed_in_the_site(path):
    if path.parent.name == "adr" and path.name != "README.md":
        assert f"({path.name})" in (path.parent / "README.md").read_text("utf-8")
    else:
        assert f" {name_of(path)}\n" in (ROOT / "mkdocs.yml").read_text("utf-8")


def test_the_readme_names_every_format():
    readme = (ROOT / "README.md").read_text("utf-8")
    assert [row.label for row in FILE_FORMATS if row.label not in readme] == []


def test_identifiers_avoid_the_words_that_the_glossary_replaces():
    assert len(SOURCES) > 100
    found = {
        (name_of(path), name)
        for path in SOURCES
        for name in identifiers(path)
        if BANNED_WORDS & set(words(name))
    }
    assert found == set()


def test_words_of_identifiers():
    assert words("hintHands") == ["hint", "hands"]
    assert words("_VIVIDNESS_weight2") == ["vividness", "weight"]
    assert words("RGBImage") == ["rgb", "image"]


def test_spelling_is_american():
    found = {
        (name_of(path), word)
        for path in TEXTS
        for word in BRITISH.findall(path.read_text("utf-8"))
        if word not in STORED_NAMES
    }
    assert found == set()
