"""What the engine says, in the language of the window.

The engine speaks English, for the command and for log files too. Its sentences are known here by
their wording, with a {0} for what differs from case to case; that again may be one of them. Braces
in the words themselves are doubled.
"""

import re
from functools import cache

from PySide6.QtCore import QCoreApplication

CONTEXT = "Sentences"
SENTENCES = (
    # opening
    "Can't open {0}: {1}",
    "Can't open {0}: it is a folder, not a photo.",
    "Can't open {0}: it is not an ordinary file.",
    "Can't open {0}: the file is larger than 8 GB.",
    "Can't open {0}: there is no such file. Check the name and the folder.",
    "Can't open {0}: it cannot be read ({1}).",
    "Can't open {0}: the file is empty. Try another copy of it.",
    "Can't open {0}: there is not enough memory for it. Close other programs or try a smaller "
    "copy.",
    "Can't open {0}: the file is damaged or ends too early. Try another copy of it.",
    "it is not a photo of a known kind. Choose a JPEG, PNG, TIFF, WebP, AVIF, HEIC, JPEG 2000, "
    "BMP or raw file.",
    "the file is damaged: it has no pixels. Try another copy of it.",
    "it has {0} megapixels, and the most is {1}. Make it smaller first.",
    "{0} need the package {1}. Install it with pip install 'colorizer[{2}]'.",
    "it is a camera's raw file that cannot be developed. Export it as a TIFF file first.",
    "it has more than 16 bits or 4 channels. Save it as a TIFF first.",
    "its pixels are of a kind that is not supported ({0}). Save it as a plain RGB or gray file "
    "first.",
    "it has {0}. Save it as a plain RGB or gray TIFF first.",
    "pixels that are neither 8- or 16-bit whole numbers nor reals",
    "colors that are neither gray nor RGB",
    "{0} values per pixel",
    "an unknown compression",
    "an unknown way of predicting pixels",
    "more than 4 GB",
    "The color profile in {0} cannot be used, so sRGB is assumed.",
    "The EXIF data in {0} is damaged and was left out.",
    "The XMP data in {0} is damaged and was left out.",
    "{0} lacks what {1} cannot hold: {2}.",
    "Some of what {0} says about itself is damaged and was left out.",
    "{0} is an animation; only its first picture is used.",
    "{0} has several pages; only the first is used.",
    "Can't take colors from {0}: it has none. Choose a color photo.",
    # saving
    "Can't save {0}: the name does not say in which format. End it in {1}.",
    "Can't save {0} in {1}: {2}. Choose another folder.",
    "Can't save {0}: {1} is not a format to save in. Choose {2}.",
    "Can't save {0}: {1} photos end at {2} pixels a side. Choose TIFF or PNG.",
    "Can't save {0}: it is too large for PNG. Choose TIFF.",
    "Can't save {0}: a folder has that name. Choose another name.",
    "Can't save {0}: that is the photo it came from. Choose another name.",
    "Can't save {0}: the file is there already. Choose another name or allow overwriting "
    "(--overwrite).",
    "Can't save {0}: it cannot be encoded ({1}).",
    "Can't save {0}: the name is too long. Choose a shorter one.",
    "Can't save {0}: there is not enough memory. Close other programs.",
    # models
    "There is no model {0}. Installed: {1}.",
    "Can't use the model {0}: {1}.",
    "The model {0} could not be run: {1}",
    "Can't colorize photos: {0} is missing, or is for another system or version. Install Colorizer "
    "again; in a checkout, run make setup.",
    "The model {0} gave a result of the wrong kind ({1}). Try another model.",
    "there is no such file. Check the name",
    "it can't be read ({0})",
    "the file is empty. Get another copy of it",
    "its weights are in another file. Export it as a single file",
    "it is not an ONNX model, or it is damaged. Get another copy of it",
    'it has no "colorizer" metadata. Export it with `python -m export`',
    "its metadata is not valid JSON",
    "it follows contract {0}, and this program knows contract {1}",
    "its metadata has no {0}",
    "its metadata has no {0} above 0",
    "it has an input that this program does not know: {0}",
    "it has no {0} {1}",
    "its {0} {1} is {2} {3}",
    "CUDA could not be started, so the processor (CPU) does the work. Check the graphics driver "
    "and that the CUDA and cuDNN libraries are installed.",
    # recipes and settings
    "Can't read the recipe {0}: {1}.",
    "Can't use the recipe {0}: {1}.",
    "Can't use the recipe {0}: it is not a text file.",
    "Can't use the recipe {0}: not valid JSON in line {1}.",
    "Can't save the recipe {0} in {1}: {2}.",
    "Can't keep the settings in {0}: {1}.",
    "it has no key 'recipe'",
    "it is version {0}, and this program knows version {1}",
    # a batch: what is asked of it
    "There is no folder {0}. Check its name.",
    "{0} is a file. Name the folder that it is in.",
    "The results need a folder, and {0} is a file.",
    "Results are not written between the photos of {0}. Name another folder for them; it may lie "
    "inside.",
    "The name {0} can't be used: {1}.",
    "The name {0} can't be used: it may hold {{stem}} and {{ext}} in braces, and nothing else. It "
    "has {{{1}}}.",
    "The name {0} leads out of the folder for the results. Name a place inside it.",
    "The name {0} does not say in which format to save. End it in {{ext}} or one of {1}.",
    "Single '{{' encountered in format string",
    "Single '}}' encountered in format string",
    "expected '}}' before end of string",
    # a batch: its folders
    "Can't look into the folder {0}: {1}.",
    "Can't make the folder {0}: {1}. Choose another place.",
    "Can't write in {0}: {1}. Choose another folder.",
    "Can't lock the folder {0}: {1}. Choose one on another disk.",
    "Another run is writing into {0}. Wait for its end or choose another folder.",
    "Can't read the journal {0}: {1}.",
    "Can't write the journal in {0}: {1}. Make room there or choose another folder; what was "
    "finished is kept.",
    "Can't write the report {0}: {1}. Name another file.",
    # a batch: its photos
    "{0} is there already.",
    "{0} and {1} would both give {2}. Give results other names, or let them be numbered.",
    "The result of {0} would not lie in the folder for the results.",
    "The result {0} is gone. Do all machines share {1}?",
    "Not enough memory for {0}.",
    "Can't colorize {0}: an unexpected error. The log file has the details.",
    "Can't colorize {0}: its recipe belongs to another picture. Open it in the window to see it, "
    "or move the recipe away.",
    "Can't colorize {0}: whatever was to colorize it ended. Run the batch again.",
    # what the system says
    "Permission denied",
    "No such file or directory",
    "No space left on device",
    "Read-only file system",
    "File name too long",
    "Is a directory",
    "Not a directory",
    "Input/output error",
    "the name cannot be used",
)
_PLACE = re.compile(r"\{\d\}")
_END = re.compile(r"(?<=\.) ")


@cache
def _known():
    """Pattern and wording of each sentence, those with the most words of their own first."""
    wordings = sorted(SENTENCES, key=lambda wording: -len(_PLACE.sub("", wording)))
    return [(re.compile(_pattern(wording), re.I | re.S), wording) for wording in wordings]


def _pattern(wording):
    parts = (part.replace("{{", "{").replace("}}", "}") for part in _PLACE.split(wording))
    return "(.+?)".join(map(re.escape, parts))


def _found(sentence):
    """The wording of a sentence and what it is filled in with, or None if it is not known."""
    for pattern, wording in _known():
        if match := pattern.fullmatch(sentence):
            return wording, match.groups()
    return None


def _is_whole(sentence):
    found = _found(sentence)
    return found is not None and found[0].endswith(".")


def _apart(text):
    """The sentences that a text is made of, if all of them are known, or else the whole text."""
    for end in _END.finditer(text):
        head, rest = text[: end.start()], text[end.end() :]
        if _is_whole(head) and all(map(_is_whole, others := _apart(rest))):
            return [head, *others]
    return [text]


def translated(text):
    """A sentence of the engine, or several, in the window's language.

    Parameters
    ----------
    text : str or ColorizerError

    Returns
    -------
    str
        What is not known here stays as it is.
    """
    return " ".join(map(_translated, _apart(str(text))))


def _translated(sentence):
    found = _found(sentence)
    if found is None:
        return sentence
    wording, parts = found
    words = QCoreApplication.translate(CONTEXT, wording)
    # English stays as it came: the system's words are small in the middle of a sentence.
    return sentence if words == wording else words.format(*map(translated, parts))
