"""The language of the window."""

import re

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator

from colorizer_gui.engine.messages import Message
from colorizer_gui.resources import resource

# Each in its own words, by the name of its locale; the texts in the code are English.
CONTEXT = "Message"


def install_language(application: QCoreApplication, language: str = "system") -> list[QTranslator]:
    """Let the window, and Qt's own dialogs, use a language and its number format.

    Parameters
    ----------
    application : QCoreApplication
    language : str
        A key of `choices.LANGUAGES`, or ``system``.

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


def translated(message: Message | str) -> str:
    """The text of a message in the window's language; English where it has no translation.

    Only the templates of the message and of those among its fields are translated, never a field
    that is text, such as a file name. `tools/translations.py` finds the templates in the code.

    Parameters
    ----------
    message : Message or str
        Text, which is in the window's language already, is returned as it is.
    """
    if isinstance(message, Message):
        return message.render(lambda template: QCoreApplication.translate(CONTEXT, template))
    return message


def figure(value: float, decimals: int) -> str:
    """A number with a fixed number of decimals in the format of the window's language."""
    return QLocale().toString(float(value), "f", decimals)


def plain(text: str) -> str:
    """A menu text without its mnemonic: "Open" of "&Open...", and 打开 of "打开(&O)..."."""
    return re.sub(r"\(&.\)|&", "", text).rstrip(".")
