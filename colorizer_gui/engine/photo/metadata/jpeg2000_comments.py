"""Comments in the code stream of a JPEG 2000.

References
----------
ISO/IEC 15444-1, A.9.2 (comment).
"""

from colorizer_gui.engine.limits import MOST_PARTS
from colorizer_gui.engine.photo.file_content import FileContent
from colorizer_gui.engine.photo.metadata.extras import COMMENT
from colorizer_gui.engine.photo.photo import Extra

_COMMENT, _TILE = b"\xff\x64", b"\xff\x90"
_TEXT = b"\0\1"  # Latin letters, not bytes
# What encoders say of themselves.
_ENCODERS = (b"Created by OpenJPEG", b"Kakadu", b"Kdu-", b"Creator: JasPer")


def take_comments(content: FileContent, stream: bytes) -> None:
    """Take the comments in the header of a code stream that no encoder wrote of itself."""
    place = 2
    for _ in range(MOST_PARTS):
        marker, size = stream[place : place + 2], stream[place + 2 : place + 4]
        if marker == _TILE or not marker.startswith(b"\xff") or len(size) < 2:
            return
        end = place + 2 + int.from_bytes(size, "big")
        text = stream[place + 6 : end]
        is_text = marker == _COMMENT and stream[place + 4 : place + 6] == _TEXT
        if is_text and text.strip(b"\0 ") and not text.startswith(_ENCODERS):
            content.extras.append(Extra(COMMENT, data=text))
        place = max(end, place + 4)
