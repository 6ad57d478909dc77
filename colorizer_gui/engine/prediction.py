"""A prediction for one photo, and its color field with a look.

What only photos with regions or colors of other photos need is imported where it is needed.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from colorizer_gui.engine.arrays import Float32Array
from colorizer_gui.engine.color import adjustments
from colorizer_gui.engine.color.bins import annealed_mean, vividness_weight
from colorizer_gui.engine.color.upsampling import ColorField, smooth_over_surfaces, upsample
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.model.contract import ModelOutput

if TYPE_CHECKING:
    from colorizer_gui.engine.color.hint_propagation import HintPropagation
    from colorizer_gui.engine.color.place_match import PlaceMatch
    from colorizer_gui.engine.color.reference_colors import ReferenceColors
    from colorizer_gui.engine.color.region_fields import MaskFits, RegionFields
    from colorizer_gui.engine.hint_reach import Limits
    from colorizer_gui.engine.regions import Region

# For models without bins: factor on chroma at full vividness, and the vividness weight everywhere.
VIVID_CHROMA = 1.6
UNIFORM_WEIGHT = np.full((1, 1, 1), 0.5, np.float32)


@dataclass(frozen=True, eq=False)
class Prediction:
    """The network's output for one photo and its hints.

    Parameters
    ----------
    lightness : ndarray of float32, shape (h, w)
        L* on the grid that the model saw.
    calm, vivid : ndarray of float32, shape (p, q, 2)
        a*, b* at vividness 0 and 1, on the coarser grid of the model's output.
    vividness_weight : ndarray of float32, shape (p, q, 1) or (1, 1, 1)
        See `bins.vividness_weight`.
    hints : tuple of ColorHint
    output : ModelOutput
        With all hints.
    unhinted : Prediction or None
        The one without the hints that act on a part of the photo; None where there are none.
    hinted : ndarray of float32, shape (p, q, 1), or None
        How far those hints act at each place, 0..1.
    propagation : HintPropagation or None
        Makes the hinted colors show; None without hints.
    masks : tuple of ndarray of float32, shape (p, q), or of None
        Where each hint acts, see `hint_reach.hint_masks`; empty where all act everywhere.
    limits : tuple of (int, Mask)
        See `hint_reach.limits_of`.
    """

    lightness: Float32Array
    calm: Float32Array
    vivid: Float32Array
    vividness_weight: Float32Array
    hints: tuple[ColorHint, ...]
    output: ModelOutput
    propagation: "HintPropagation | None" = None
    unhinted: "Prediction | None" = None
    hinted: Float32Array | None = None
    masks: tuple[Float32Array | None, ...] = ()
    limits: "Limits" = ()

    @property
    def hint_masks(self) -> tuple[Float32Array | None, ...]:
        """Where each hint acts; None for those that act everywhere."""
        return self.masks or (None,) * len(self.hints)

    @cached_property
    def mask_fits(self) -> "MaskFits":
        """Masks of regions on the grid of the lightness, computed once for each."""
        from colorizer_gui.engine.color.region_fields import MaskFits

        return MaskFits(self.lightness) if self.unhinted is None else self.unhinted.mask_fits

    def lightness_at(self, x: float, y: float) -> float:
        """L* at a place of the photo, x and y 0..1 from its left and upper edge."""
        return float(self.lightness[cell_at(self.lightness, x, y)])

    def uncertainty(self) -> Float32Array | None:
        """How uncertain the network is, see `uncertainty_map`; None for a model without bins."""
        if self.output.bins is None:
            return None
        from colorizer_gui.engine.color.uncertainty import uncertainty_map

        return uncertainty_map(self.output.bins, self.lightness)


def color_field(
    prediction: Prediction,
    look: Look,
    regions: "Sequence[Region]" = (),
    match: "PlaceMatch | None" = None,
) -> ColorField:
    """The color field of a prediction with all adjustments of a look.

    Parameters
    ----------
    prediction : Prediction
    look : Look
    regions : sequence of Region
    match : PlaceMatch or None
        What places take from the reference photo, where the look takes its colors by place.

    Returns
    -------
    ColorField
        On the grid of the prediction's lightness.
    """
    if not regions:
        return _looked(prediction, look, None, match)
    from colorizer_gui.engine.color.region_fields import RegionFields

    parts = RegionFields(regions, prediction.lightness, prediction.mask_fits)
    field = _looked(prediction, look, parts, match)
    for region, mask in parts.looks:
        own = _looked(prediction, region.look_in(look), parts, match)
        field = parts.meet(field, own, mask, look.edges)
    return parts.keep_gray(field, look.edges)


def _looked(
    prediction: Prediction, look: Look, regions: "RegionFields | None", match: "PlaceMatch | None"
) -> ColorField:
    """The color field with one look for the whole photo."""
    field = hinted_field(prediction, look, match)
    if regions is not None:
        field = regions.paint(field, look.edges)
    # Strength comes last, so that at 0 the photo stays gray whatever warmth and tint are.
    scale = look.saturation * look.strength
    shift = look.strength * adjustments.color_shift(look.warmth, look.tint)
    return adjustments.transform_field(field, scale, shift)


def hinted_field(
    prediction: Prediction, look: Look, match: "PlaceMatch | None" = None
) -> ColorField:
    """The color field with the hints and the adjustments that do not change their colors."""
    ab = _coarse_colors(prediction, look)
    if look.reference is not None:
        # Hinted surfaces keep their colors, from edge to edge.
        own = ab if prediction.unhinted is None else _coarse_colors(prediction.unhinted, look)
        share = 1 if prediction.hinted is None else 1 - prediction.hinted
        ab = ab + share * (_borrowed(own, look.reference, match) - own)
    field = upsample(ab, prediction.lightness, look.edges)
    if look.version is not None:
        from colorizer_gui.engine.color.version_blend import blend_version

        field = blend_version(
            field, prediction.lightness, look.version, look.edges, prediction.hinted
        )
    if prediction.propagation is not None:
        field = prediction.propagation.apply(field)
    return field


def _borrowed(
    own: Float32Array, reference: "ReferenceColors", match: "PlaceMatch | None"
) -> Float32Array:
    """Colors (p, q, 2) with those of a reference photo."""
    from colorizer_gui.engine.color.place_match import blend_match
    from colorizer_gui.engine.color.reference_transfer import transfer_colors

    return transfer_colors(own, reference) if match is None else blend_match(own, match)


def _coarse_colors(prediction: Prediction, look: Look) -> Float32Array:
    """The colors on the grid of the model's output, without those of a reference photo."""
    ab = adjustments.blend_vividness(
        prediction.calm, prediction.vivid, prediction.vividness_weight, look.vividness
    )
    ab = adjustments.smooth(ab, look.smoothing)
    return adjustments.guard_sepia(ab, look.sepia_guard)


def cell_at(grid: Float32Array, x: float, y: float) -> tuple[int, int]:
    """The cell of a grid (h, w, ...) that a place of the photo falls on."""
    height, width = grid.shape[:2]
    return min(int(y * height), height - 1), min(int(x * width), width - 1)


def vivid_colors(output: ModelOutput, lightness: Float32Array) -> tuple[Float32Array, Float32Array]:
    """The colors at full vividness, (p, q, 2), and the vividness weight."""
    if output.bins is None or output.bin_centers is None:
        return output.ab * np.float32(VIVID_CHROMA), UNIFORM_WEIGHT
    annealed = annealed_mean(output.bins, output.bin_centers)
    weight = vividness_weight(output.ab, annealed, output.bins, output.bin_centers)
    # Where two colors are equally likely, the annealed mean jumps between them on one surface.
    return output.ab + smooth_over_surfaces(annealed - output.ab, lightness), weight
