"""Preparing a scan before it is colorized: turned, straightened, cropped, its tones corrected."""

from colorizer_gui.engine.preparation.dust_mask import DustMask
from colorizer_gui.engine.preparation.preparation import (
    Crop,
    Levels,
    Preparation,
    prepared_size,
)

__all__ = ["Crop", "DustMask", "Levels", "Preparation", "prepared_size"]
