"""What a colorized photo says about its origin: that a network colorized it, which, and how.

References
----------
XMP specification, part 2 (Adobe, 2016), 1.2.2 (identifiers of media management).
"""

import hashlib
import uuid
from dataclasses import replace

from colorizer_gui.engine.photo.metadata.namespaces import (
    COLORIZER,
    IPTC_EXT,
    RESOURCE_REF,
    XMP_MEDIA,
)
from colorizer_gui.engine.photo.metadata.xmp import Packet
from colorizer_gui.engine.photo.photo import Metadata

# IPTC's term for an image that a trained network made a part of.
DIGITAL_SOURCE_TYPE = (
    "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"
)

_DERIVED_FROM = "DerivedFrom"
# The ids of the photo's XMP, and what the result calls them.
_IDS = {
    "InstanceID": "instanceID",
    "DocumentID": "documentID",
    "OriginalDocumentID": "originalDocumentID",
}
_OWN = {XMP_MEDIA + "InstanceID", XMP_MEDIA + _DERIVED_FROM}
_DIGITS = 32  # of an id


def derived(metadata: Metadata, work: str) -> Metadata:
    """Metadata of a result whose photo has ids in its XMP: a new instance derived from the photo.

    Parameters
    ----------
    metadata : Metadata
    work : str
        Tells all that was done; the same work on the same photo gives the same id.

    Returns
    -------
    Metadata
        With the photo's document ids; unchanged where there are none.
    """
    packet = Packet(metadata.xmp)
    stated = {
        field: value for name, field in _IDS.items() if (value := packet.value(XMP_MEDIA + name))
    }
    if not stated:
        return metadata
    source = next(iter(stated.values()))
    digits = hashlib.sha256(f"{source}\n{work}".encode()).hexdigest()[:_DIGITS]
    packet.remove(lambda name: name in _OWN, is_inside=False)
    packet.add(
        {"xmpMM": XMP_MEDIA, "stRef": RESOURCE_REF},
        {"xmpMM:InstanceID": f"xmp.iid:{uuid.UUID(digits)}"},
        {f"xmpMM:{_DERIVED_FROM}": {f"stRef:{field}": value for field, value in stated.items()}},
    )
    return replace(metadata, xmp=packet.written())


def marked(metadata: Metadata, model_name: str, model_sha256: str, recipe_sha256: str) -> Metadata:
    """Add the note to metadata that a network colorized the photo, which one and by which recipe.

    Parameters
    ----------
    metadata : Metadata
    model_name, model_sha256 : str
        Name and version of the model, and the checksum of its checkpoint.
    recipe_sha256 : str
        The checksum of the recipe.

    Returns
    -------
    Metadata
        With one note, also where there was one before.
    """
    packet = Packet(metadata.xmp)
    packet.remove(lambda name: name.startswith(COLORIZER) or name == IPTC_EXT + "DigitalSourceType")
    packet.add(
        {"Iptc4xmpExt": IPTC_EXT, "colorizer": COLORIZER},
        {
            "Iptc4xmpExt:DigitalSourceType": DIGITAL_SOURCE_TYPE,
            "colorizer:Model": model_name,
            "colorizer:ModelHash": model_sha256,
            "colorizer:RecipeHash": recipe_sha256,
        },
    )
    return replace(metadata, xmp=packet.written())
