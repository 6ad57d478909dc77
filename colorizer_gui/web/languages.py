"""Messages in the language of a client, from the translations of the window."""

from collections.abc import Iterable
from functools import cache
from xml.etree import ElementTree

from starlette.requests import Request

from colorizer_gui.engine.choices import LANGUAGES
from colorizer_gui.engine.messages import Message, joined
from colorizer_gui.resources import resource
from colorizer_gui.web.names import shown

ENGLISH = "en"
_CONTEXT = "Message"


def language_of(header: str) -> str:
    """The language that a client prefers.

    Parameters
    ----------
    header : str
        Of Accept-Language, such as ``de-AT,de;q=0.9,en;q=0.8``. Browsers list the most wanted
        first, so that the weights need not be read.

    Returns
    -------
    str
        A key of `choices.LANGUAGES`; English where none is known.
    """
    for entry in header[:200].split(","):
        code = entry.partition(";")[0].strip().lower().partition("-")[0]
        for language in LANGUAGES:
            if code == language.partition("_")[0].lower():
                return language
    return ENGLISH


def language_for(request: Request) -> str:
    """The language that the client of a request prefers."""
    return language_of(request.headers.get("accept-language", ""))


@cache
def _translations(language: str) -> dict[str, str]:
    """The translations of templates; empty for English."""
    if language == ENGLISH:
        return {}
    path = resource("assets/translations") / f"colorizer_{language}.ts"
    known = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        if context.findtext("name") != _CONTEXT:
            continue
        for message in context.iter("message"):
            source, translation = message.findtext("source"), message.findtext("translation")
            if source and translation:
                known[source] = translation
    return known


def translate(message: Message, language: str) -> str:
    """A message in a language, filled in."""
    known = _translations(language)
    return shown(message.render(lambda template: known.get(template, template)))


def notice_header(request: Request, notices: Iterable[Message]) -> dict[str, str]:
    """The header X-Notice, in the language of a client; no header where there is no notice.

    Characters that headers do not hold are percent-encoded as in a URL.
    """
    told = tuple(notices)
    if not told:
        return {}
    text = translate(joined(told), language_for(request))
    return {"X-Notice": "".join(map(_in_header, text))}


def _in_header(character: str) -> str:
    if character.isascii() and character.isprintable() and character != "%":
        return character
    return "".join(f"%{byte:02X}" for byte in character.encode())
