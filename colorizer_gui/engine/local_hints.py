"""Predictions with hints that act on a part of the photo."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from colorizer_gui.engine.arrays import Float32Array
from colorizer_gui.engine.color.hint_propagation import (
    REACH_WITH_HINT_INPUT,
    REACH_WITHOUT_HINT_INPUT,
    HintPropagation,
)
from colorizer_gui.engine.color.surfaces import (
    NETWORK_SHARE,
    Claim,
    blend,
    blend_local_hints,
    union,
)
from colorizer_gui.engine.hint_reach import (
    Limits,
    geodesic_surface,
    hint_claim,
    hint_masks,
    limit_masks,
    limits_of,
    local_hints,
)
from colorizer_gui.engine.hints import ColorHint, rasterize
from colorizer_gui.engine.model.contract import ColorModel, ModelInfo
from colorizer_gui.engine.prediction import Prediction, vivid_colors
from colorizer_gui.engine.regions import Region


def with_local_hints(
    model: ColorModel, hints: tuple[ColorHint, ...], unhinted: Prediction, limits: Limits
) -> Prediction:
    """A prediction with all hints, changed where those that are not in `unhinted` act.

    Parameters
    ----------
    model : ColorModel
    hints : tuple of ColorHint
    unhinted : Prediction
        With the hints alone that act everywhere.
    limits : tuple of (int, Mask)
        See `hint_reach.limits_of`.

    Raises
    ------
    ModelError
    """
    info, lightness = model.info, unhinted.lightness
    within = limit_masks(limits, unhinted.output, lightness)
    masks = hint_masks(info, unhinted.output, lightness, hints, within)
    propagation = propagation_of(info, hints, lightness, masks)
    local = local_hints(hints, masks)
    if not local:
        return replace(
            unhinted,
            hints=hints,
            propagation=propagation,
            unhinted=unhinted,
            masks=tuple(masks),
            limits=limits,
        )
    output, share = unhinted.output, 0.0
    vivid, weight = unhinted.vivid, unhinted.vividness_weight
    if info.has_hints:
        output = model.run(lightness, rasterize(hints, *lightness.shape))
        vivid, weight = vivid_colors(output, lightness)
        share = NETWORK_SHARE
    return Prediction(
        lightness,
        blend_local_hints(unhinted.calm, output.ab, local, share),
        blend_local_hints(unhinted.vivid, vivid, local, share),
        blend(unhinted.vividness_weight, weight, local),
        hints,
        replace(output, surface=unhinted.output.surface),
        propagation,
        unhinted,
        union(local),
        tuple(masks),
        limits,
    )


def propagation_of(
    info: ModelInfo,
    hints: Sequence[ColorHint],
    lightness: Float32Array,
    masks: Sequence[Float32Array | None] = (),
) -> HintPropagation:
    """What spreads the color that a model leaves out at hints, as far as it does not itself."""
    reach = REACH_WITH_HINT_INPUT if info.has_hints else REACH_WITHOUT_HINT_INPUT
    return HintPropagation(hints, lightness, reach, masks)


def claim_of(
    info: ModelInfo, prediction: Prediction, hint: ColorHint, regions: Iterable[Region] = ()
) -> Claim | None:
    """Where a hint would act if there were no others, see `hint_reach.hint_claim`.

    Parameters
    ----------
    info : ModelInfo
    prediction : Prediction
    hint : ColorHint
    regions : iterable of Region
        Among which the one is looked for that limits the hint; then among those of the prediction.
    """
    without = prediction.unhinted or prediction
    output, lightness = without.output, without.lightness
    limits = limits_of([hint], regions) or prediction.limits
    within = limit_masks(limits, output, lightness) if hint.region else {}
    return hint_claim(info, output, lightness, hint, within)


def surface_of(info: ModelInfo, prediction: Prediction, x: float, y: float) -> Float32Array:
    """The surface that a place of the photo lies on: a probability, shape (p, q)."""
    hint = ColorHint(x, y, 0.0, 0.0)
    claim = claim_of(info, prediction, hint)
    if claim is None:
        claim = geodesic_surface(prediction.output, prediction.lightness, hint)
    return claim.mask
