"""Regions: soft masks over a photo that are painted, protected, or adjusted by themselves."""

from colorizer_gui.engine.regions.mask import Mask, mask_size
from colorizer_gui.engine.regions.region import Region, RegionKind

__all__ = ["Mask", "Region", "RegionKind", "mask_size"]
