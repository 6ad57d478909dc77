"""What a colorized photo says about its origin: that a network colorized it, which, and how."""

from dataclasses import replace

from colorizer_gui.engine.photo.metadata.namespaces import COLORIZER, IPTC_EXT
from colorizer_gui.engine.photo.metadata.xmp import Packet
from colorizer_gui.engine.photo.photo import Metadata

# IPTC's term for an image that a trained network made a part of.
DIGITAL_SOURCE_TYPE = (
    "http://cv.iptc.org/newscodes/digitalsourcetype/compositeWithTrainedAlgorithmicMedia"
)


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
