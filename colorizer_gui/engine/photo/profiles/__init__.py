"""Color profiles (ICC): pixels of any gray, RGB or CMYK profile become sRGB.

LittleCMS, through Pillow, converts 8-bit RGB and CMYK (`littlecms`). Pillow has no 16-bit way to
it, so grays and 16-bit RGB go through the profile's own curves and matrix, in floating point
(`elements`). A 16-bit RGB photo whose profile is a table, as some scanners' are, goes through a
grid of means of what LittleCMS makes of 8-bit colors, which are finer than 8 bits (`grid`).

References
----------
ICC.1:2022, sections 8 and 10.
"""

from colorizer_gui.engine.photo.profiles.checks import ProfileError
from colorizer_gui.engine.photo.profiles.conversion import cmyk_to_srgb, to_srgb
from colorizer_gui.engine.photo.profiles.littlecms import srgb_profile

__all__ = ["ProfileError", "cmyk_to_srgb", "srgb_profile", "to_srgb"]
