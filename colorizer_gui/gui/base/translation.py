"""The language of the window."""

import re

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator

from colorizer_gui.resources import resource

# Each in its own words, by the name of its locale; the texts in the code are English.
NAMES = {"en": "English", "de": "Deutsch", "zh_CN": "简体中文"}


def install_language(application, language="system"):
    """Let the window, and Qt's own dialogs, speak a language and write its numbers.

    Parameters
    ----------
    application : QCoreApplication
    language : str
        A key of `NAMES`, or ``system``.

    Returns
    -------
    list of QTranslator
        Those installed; none for English, and where there is no translation.
    """
    locale = QLocale.system() if language == "system" else QLocale(language)
    QLocale.setDefault(locale)
    if locale.language() == QLocale.Language.English:
        return []
    folders = {
        "qtbase": QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath),
        "colorizer": str(resource("assets/translations")),
    }
    installed = []
    for name, folder in folders.items():
        translator = QTranslator(application)
        if translator.load(locale, name, "_", folder) and application.installTranslator(translator):
            installed.append(translator)
    return installed


def figure(value, decimals):
    """A number with so many decimals, as the window's language writes it."""
    return QLocale().toString(float(value), "f", decimals)


def plain(text):
    """A menu's text without its key: "Open" of "&Open...", and 打开 of "打开(&O)..."."""
    return re.sub(r"\(&.\)|&", "", text).rstrip(".")
