"""Bring the translations up to date: ``python tools/translations.py``.

Finds every text that the window shows, writes it into assets/translations/*.ts beside the
translation it has, and compiles those for the program. Qt's own lupdate does not know `Message`,
nor the short functions by which modules without a widget translate.

Texts of the window are the arguments of ``self.tr``, ``translate`` and a module's own ``_tr``.
Templates are the first arguments of ``Message``, in all of the program but `cli`: the window cannot
import that, so what only the command says stays English.
"""

import ast
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Formatter
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "colorizer_gui"
FOLDER = ROOT / "assets" / "translations"
SHORT = "_tr"
MESSAGE = "Message"  # the class, and the context of its templates
# Where the class is defined, templates come as variables too.
DEFINES_MESSAGE = SOURCES / "engine" / "messages.py"
ENGLISH_ONLY = SOURCES / "cli"

Text = tuple[str, str]  # context, English text


def fields_of(template: str) -> list[str]:
    """The fields of a template with their conversions and formats, sorted.

    Parameters
    ----------
    template : str
        As `str.format` takes it.

    Raises
    ------
    ValueError
        A brace has no counterpart.
    """
    return sorted(
        f"{name}!{conversion or ''}:{form}"
        for _, name, form, conversion in Formatter().parse(template)
        if name is not None
    )


def literal_braces_of(template: str) -> list[str]:
    """The braces that a template shows as such, in order."""
    return [each for text, *_ in Formatter().parse(template) for each in text if each in "{}"]


def texts_of(source: str, name: str, may_build_templates: bool = False) -> set[Text]:
    """The texts of a module.

    Parameters
    ----------
    source : str
        Python code.
    name : str
        Of the file, for errors.
    may_build_templates : bool
        Leave out the templates that are not literals, instead of refusing them.

    Raises
    ------
    ValueError
        A text is not a literal, or a template's fields are not those that it is given.
    """
    finder = _Finder(name, may_build_templates)
    finder.visit(ast.parse(source))
    return finder.found


class _Finder(ast.NodeVisitor):
    """Collects what ``self.tr``, ``translate``, ``_tr`` and ``Message`` are called with."""

    def __init__(self, name: str, may_build_templates: bool) -> None:
        self.name, self.may_build_templates = name, may_build_templates
        self.found: set[Text] = set()
        self.classes: list[str] = []
        self.short_context = ""

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.classes.append(node.name)
        self.generic_visit(node)
        self.classes.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        if node.name == SHORT:
            self.short_context = node.body[-1].value.args[0].value
        else:
            self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        called = getattr(node.func, "attr", getattr(node.func, "id", None))
        is_ours = called == "translate" and len(node.args) == 2
        if is_ours and isinstance(node.args[0], ast.Constant):
            self._add(node, node.args[0].value, node.args[1])
        elif called == SHORT:
            self._add(node, self.short_context, node.args[0])
        elif called == "tr" and node.args and self.classes:
            if getattr(node.func.value, "id", None) != "self":
                raise self._error(node, "only self.tr says whose text it is")
            self._add(node, self.classes[-1], node.args[0])
        elif called == MESSAGE:
            self._add_template(node)
        self.generic_visit(node)

    def _add_template(self, node: ast.Call) -> None:
        template = node.args[0] if node.args else node
        if self.may_build_templates and not isinstance(template, ast.Constant):
            return
        self._add(node, MESSAGE, template)
        given = {keyword.arg for keyword in node.keywords}
        if None in given:
            return  # fields by ** are known only when the program runs
        try:
            wanted = {name for _, name, *_ in Formatter().parse(template.value) if name is not None}
        except ValueError as error:
            raise self._error(node, f"a template cannot be filled in: {error}") from error
        if wanted != given:
            differing = ", ".join(sorted(wanted ^ given))
            raise self._error(node, f"the template and the arguments differ in {differing}")

    def _add(self, node: ast.AST, context: str, text: ast.AST) -> None:
        if not (isinstance(text, ast.Constant) and isinstance(text.value, str) and context):
            raise self._error(node, "a text to translate must be a literal")
        self.found.add((context, text.value))

    def _error(self, node: ast.AST, words: str) -> ValueError:
        return ValueError(f"{self.name}:{node.lineno}: {words}")


def all_texts() -> list[Text]:
    """Every text that the window shows, sorted."""
    found: set[Text] = set()
    for path in sorted(SOURCES.rglob("*.py")):
        if ENGLISH_ONLY not in path.parents:
            name = str(path.relative_to(ROOT))
            found |= texts_of(path.read_text("utf-8"), name, path == DEFINES_MESSAGE)
    return sorted(found)


def read_translations(path: Path) -> dict[Text, str]:
    """The finished translations of a .ts file."""
    known = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation.get("type") is None and translation.text:
                known[context.find("name").text, message.find("source").text] = translation.text
    return known


def write_translations(path: Path, texts: Sequence[Text], known: Mapping[Text, str]) -> None:
    """Write a .ts file with some texts and the translations that are known."""
    language = path.stem.partition("_")[2]
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    contexts = {}
    for name, text in texts:
        if name not in contexts:
            contexts[name] = ElementTree.SubElement(root, "context")
            ElementTree.SubElement(contexts[name], "name").text = name
        message = ElementTree.SubElement(contexts[name], "message")
        ElementTree.SubElement(message, "source").text = text
        translation = ElementTree.SubElement(message, "translation")
        if (name, text) in known:
            translation.text = known[name, text]
        else:
            translation.set("type", "unfinished")
    ElementTree.indent(root)
    content = ElementTree.tostring(root, "unicode")
    path.write_text(f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{content}\n', "utf-8")


def compile_translations(path: Path) -> None:
    """Write the .qm file beside a .ts file."""
    release = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run([release, "-silent", path, "-qm", path.with_suffix(".qm")], check=True)


def main() -> None:
    """Bring every .ts and .qm file up to date; say what lacks a translation."""
    texts = all_texts()
    for path in sorted(FOLDER.glob("*.ts")):
        known = read_translations(path)
        write_translations(path, texts, known)
        compile_translations(path)
        missing = [text for text in texts if text not in known]
        print(f"{path.name}: {len(texts) - len(missing)} of {len(texts)} translated")
        for context, text in missing:
            print(f"  {context}: {text}")


if __name__ == "__main__":
    main()
