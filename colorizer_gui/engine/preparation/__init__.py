"""Preparing a scan before it is colorized: turned, straightened, cropped, its tones corrected."""

from colorizer_gui.engine.preparation.preparation import (
    Crop,
    Levels,
    Preparation,
    prepared_size,
)

__all__ = ["Crop", "Levels", "Preparation", "prepared_size"]
