"""What XMP says about the old file: its pixels, colors and parts, which a result does not have."""

from colorizer_gui.engine.photo.metadata.namespaces import (
    CAMERA_RAW,
    DC,
    DC_TERMS,
    DEPTH_MAPS,
    EXIF,
    EXIF_EX,
    GAIN_MAPS,
    GOOGLE_CAMERA,
    GOOGLE_CONTAINERS,
    PHOTOSHOP,
    SOUNDS,
    TIFF,
    XMP,
)
from colorizer_gui.engine.photo.metadata.xmp import Packet

# How the old pixels were stored. The new file says it of its own, in its header and in EXIF.
_STORAGE = {
    *(
        TIFF + name
        for name in (
            *("ImageWidth", "ImageLength", "BitsPerSample", "Compression", "NativeDigest"),
            *("PhotometricInterpretation", "SamplesPerPixel", "PlanarConfiguration"),
            *("YCbCrSubSampling", "YCbCrPositioning", "YCbCrCoefficients", "TransferFunction"),
            *("WhitePoint", "PrimaryChromaticities", "ReferenceBlackWhite"),
            *("XResolution", "YResolution", "ResolutionUnit"),
        )
    ),
    *(
        EXIF + name
        for name in (
            *("PixelXDimension", "PixelYDimension", "ColorSpace", "CompressedBitsPerPixel"),
            *("ComponentsConfiguration", "NativeDigest", "Gamma"),
        )
    ),
    *(
        PHOTOSHOP + name
        for name in ("ColorMode", "ICCProfile", "LegacyIPTCDigest", "SidecarForExtension")
    ),
    CAMERA_RAW + "ConvertToGrayscale",
    *(EXIF_EX + name for name in ("Gamma", "InteroperabilityIndex", "InteropIndex")),
    *(DC + "format", DC_TERMS + "format"),
    XMP + "Thumbnails",
    XMP + "PageInfo",
}
_ORIENTATION = TIFF + "Orientation"
_MOTION = ("MotionPhoto", "MicroVideo")
# What points to parts of the old file, and the kind of extras that the part is.
_PARTS = (
    (GAIN_MAPS, "gain map"),
    (DEPTH_MAPS, "depth map"),
    (SOUNDS, "sound"),
    (tuple(GOOGLE_CAMERA + name for name in _MOTION), "video"),
    ((DC_TERMS + "provenance",), "content credentials"),
)
_BEGINNINGS = GOOGLE_CONTAINERS + tuple(each for beginnings, _ in _PARTS for each in beginnings)


def remove_old_file(packet: Packet) -> list[str]:
    """Remove what describes the old file, or points to parts of it; the orientation becomes 1.

    Parameters
    ----------
    packet : Packet
        Is changed.

    Returns
    -------
    list of str
        The kinds of extras, see `extras`, that the parts are.
    """
    has_video = "1" in {packet.value(GOOGLE_CAMERA + name) for name in _MOTION}
    packet.replace(_ORIENTATION, "1")
    found = packet.remove(lambda name: name in _STORAGE or name.startswith(_BEGINNINGS))
    return [
        kind
        for beginnings, kind in _PARTS
        if any(name.startswith(beginnings) for name in found) and (kind != "video" or has_video)
    ]
