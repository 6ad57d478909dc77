"""Photoshop's PSD: results with layers, and the merged picture of any.

References
----------
Adobe Photoshop file formats specification (2019).
"""

from colorizer_gui.engine.photo.file_format import FileFormat
from colorizer_gui.engine.photo.formats.psd.read import read, size_of
from colorizer_gui.engine.photo.formats.psd.structure import LONGEST_SIDE, SIGNATURE
from colorizer_gui.engine.photo.formats.psd.write import write
from colorizer_gui.engine.photo.metadata.extras import RESOURCE
from colorizer_gui.engine.photo.signatures import by_head


def _recognizes(start: bytes, suffix: str) -> bool:
    return start.startswith(SIGNATURE)


PSD = FileFormat(
    id="psd",
    label="PSD",
    suffixes=(".psd",),
    recognizes=_recognizes,
    read=read,
    write=write,
    depths=(8, 16),
    has_iptc=True,
    has_layers=True,
    has_profiles=False,
    extras=frozenset((RESOURCE,)),
    longest_side=LONGEST_SIDE,
    size_of=by_head(size_of),
)
