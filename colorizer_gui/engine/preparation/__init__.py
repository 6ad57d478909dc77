"""Preparing a scan before it is colorized: turned, straightened, cropped, its tones corrected."""
