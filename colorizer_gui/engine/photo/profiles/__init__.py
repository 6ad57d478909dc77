"""Color profiles (ICC): pixels of any gray, RGB or CMYK profile become sRGB.

LittleCMS, through imagecodecs, converts them (`littlecms`). Grays go through a table that it fills;
RGB of 16 bits with a profile of curves and a matrix, which most are, goes through those, as sampled
from LittleCMS, since that takes a quarter of the time (`conversion`). A profile that leaves no
picture is rejected (`checks`).

References
----------
ICC.1:2022, sections 8 and 10.
"""

from colorizer_gui.engine.photo.profiles.checks import ProfileError
from colorizer_gui.engine.photo.profiles.conversion import inks_to_srgb, to_srgb
from colorizer_gui.engine.photo.profiles.littlecms import srgb_profile

__all__ = ["ProfileError", "inks_to_srgb", "srgb_profile", "to_srgb"]
