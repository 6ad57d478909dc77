"""What XMP says about the old file: its pixels, colors and parts, which a result does not have."""

import contextlib

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
from colorizer_gui.engine.photo.metadata.place_keywords import values_of
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
        for name in (
            "ColorMode",
            "ICCProfile",
            "LegacyIPTCDigest",
            "SidecarForExtension",
            "TextLayers",
        )
    ),
    CAMERA_RAW + "ConvertToGrayscale",
    *(EXIF_EX + name for name in ("Gamma", "InteroperabilityIndex", "InteropIndex")),
    *(DC + "format", DC_TERMS + "format"),
    XMP + "Thumbnails",
    XMP + "PageInfo",
}
# Settings of Camera Raw that make a photo gray, and words in the names of such profiles and looks.
_SATURATION, _LEAST_SATURATION = CAMERA_RAW + "Saturation", -100
_PROFILES = {CAMERA_RAW + name for name in ("CameraProfile", "CameraProfileDigest")}
_LOOK = CAMERA_RAW + "Look"
_GRAY_NAMES = ("monochrome", "b&w", "black & white")
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
    _remove_gray_settings(packet)
    return [
        kind
        for beginnings, kind in _PARTS
        if any(name.startswith(beginnings) for name in found) and (kind != "video" or has_video)
    ]


def _remove_gray_settings(packet: Packet) -> None:
    """Remove the settings of Camera Raw by which programs would show the result gray again."""
    gray = set[str]()
    with contextlib.suppress(ValueError):
        if float(packet.value(_SATURATION) or 0) <= _LEAST_SATURATION:
            gray.add(_SATURATION)
    if _is_gray_name(packet.value(CAMERA_RAW + "CameraProfile") or ""):
        gray |= _PROFILES
    if any(map(_is_gray_name, values_of(packet, lambda name: name == _LOOK))):
        gray.add(_LOOK)
    if gray:
        packet.remove(lambda name: name in gray, is_inside=False)


def _is_gray_name(text: str) -> bool:
    return any(word in text.lower() for word in _GRAY_NAMES)
