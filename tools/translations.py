"""Bring the translations up to date: ``python tools/translations.py``.

Finds every text of the window, writes it into assets/translations/*.ts beside the translation it
has, and compiles those for the program. Qt's own lupdate does not follow the short functions by
which modules without a widget translate.
"""

import ast
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "colorizer_gui"
FOLDER = ROOT / "assets" / "translations"
SHORT = "_tr"
LATER, CONTEXT = "SENTENCES", "CONTEXT"


def texts_of(source, name):
    """The texts of a module.

    Parameters
    ----------
    source : str
        Python code.
    name : str
        Of the file, for errors.

    Returns
    -------
    set of tuple of str
        Context and text.

    Raises
    ------
    ValueError
        A text is not written out.
    """
    finder = _Finder(name)
    finder.visit(ast.parse(source))
    return finder.found


class _Finder(ast.NodeVisitor):
    """Collects what ``self.tr``, ``translate`` and a module's own ``_tr`` are called with.

    And a module's SENTENCES, which it translates as they come up, in its CONTEXT.
    """

    def __init__(self, name):
        self.name, self.found, self.classes = name, set(), []
        self.short_context = self.later_context = None

    def visit_ClassDef(self, node):
        self.classes.append(node.name)
        self.generic_visit(node)
        self.classes.pop()

    def visit_FunctionDef(self, node):
        if node.name == SHORT:
            self.short_context = node.body[-1].value.args[0].value
        else:
            self.generic_visit(node)

    def visit_Assign(self, node):
        names = [getattr(target, "id", None) for target in node.targets]
        if names == [CONTEXT]:
            self.later_context = node.value.value
        elif names == [LATER]:
            for text in node.value.elts:
                self._add(node, self.later_context, text)
        self.generic_visit(node)

    def visit_Call(self, node):
        called = getattr(node.func, "attr", getattr(node.func, "id", None))
        is_ours = called == "translate" and len(node.args) == 2
        if is_ours and getattr(node.args[0], "id", None) != CONTEXT:
            self._add(node, node.args[0].value, node.args[1])
        elif called == SHORT:
            self._add(node, self.short_context, node.args[0])
        elif called == "tr" and node.args and self.classes:
            if getattr(node.func.value, "id", None) != "self":
                raise ValueError(f"{self.name}:{node.lineno}: only self.tr says whose text it is")
            self._add(node, self.classes[-1], node.args[0])
        self.generic_visit(node)

    def _add(self, node, context, text):
        if not (isinstance(text, ast.Constant) and isinstance(text.value, str) and context):
            raise ValueError(f"{self.name}:{node.lineno}: a text to translate is not written out")
        self.found.add((context, text.value))


def all_texts():
    """Every text of the program, sorted, as (context, text)."""
    found = set()
    for path in sorted(SOURCES.rglob("*.py")):
        found |= texts_of(path.read_text("utf-8"), path.name)
    return sorted(found)


def read_translations(path):
    """What a .ts file has: (context, text) -> translation."""
    known = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation.get("type") is None and translation.text:
                known[context.find("name").text, message.find("source").text] = translation.text
    return known


def write_translations(path, texts, known):
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


def compile_translations(path):
    """Write the .qm file beside a .ts file."""
    release = Path(sys.executable).with_name("pyside6-lrelease")
    subprocess.run([release, "-silent", path, "-qm", path.with_suffix(".qm")], check=True)


def main():
    """Bring every .ts and .qm file up to date; says what lacks a translation."""
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
