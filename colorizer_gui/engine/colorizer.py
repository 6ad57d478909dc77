"""Facade of colorizing: predict the colors of a photo once, render them with any look."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import cast

import numpy as np

import colorizer_gui
from colorizer_gui.engine.arrays import (
    Area,
    Float32Array,
    IsCancelled,
    PixelArray,
    ReportProgress,
)
from colorizer_gui.engine.color.bins import annealed_mean, likely_colors, vividness_weight
from colorizer_gui.engine.color.gamut import fit_to_gamut
from colorizer_gui.engine.color.hint_propagation import (
    REACH_WITH_HINT_INPUT,
    REACH_WITHOUT_HINT_INPUT,
    HintPropagation,
)
from colorizer_gui.engine.color.output_spaces import SRGB, OutputSpace
from colorizer_gui.engine.color.place_match import PlaceMatch
from colorizer_gui.engine.color.surfaces import (
    NETWORK_SHARE,
    Claim,
    blend,
    blend_local_hints,
    union,
)
from colorizer_gui.engine.color.tables import shrunk_lightness
from colorizer_gui.engine.color.upsampling import smooth_over_surfaces
from colorizer_gui.engine.hint_reach import (
    Limits,
    geodesic_surface,
    hint_claim,
    hint_masks,
    hints_everywhere,
    limit_masks,
    limits_of,
    local_hints,
)
from colorizer_gui.engine.hints import ColorHint, rasterize
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.model.contract import ColorModel, ModelInfo, ModelOutput
from colorizer_gui.engine.model.sizes import working_size
from colorizer_gui.engine.painting.lazy_image import LazyImage
from colorizer_gui.engine.painting.paint import paint
from colorizer_gui.engine.photo import Photo, marked
from colorizer_gui.engine.prediction import Prediction, cell_at, color_field, hinted_field
from colorizer_gui.engine.reference_match import ReferenceMatches
from colorizer_gui.engine.regions import Region

# For models without bins: factor on chroma at full vividness, and the vividness weight everywhere.
VIVID_CHROMA = 1.6
UNIFORM_WEIGHT = np.full((1, 1, 1), 0.5, np.float32)
FLAT = 1.0  # a range of L* that shows nothing, and so has no color


class Colorizer:
    """Colorizes photos with one model.

    Parameters
    ----------
    model : ColorModel
        `Model`, or `SharedModel` where threads share it.
    """

    def __init__(self, model: ColorModel) -> None:
        self.model = model
        self._matches = ReferenceMatches(model)

    @property
    def software(self) -> str:
        """Name of program and model, for the metadata of a result."""
        info = self.model.info
        return f"Colorizer {colorizer_gui.__version__} ({info.name} {info.version})"

    def with_provenance(self, photo: Photo, recipe_sha256: str) -> Photo:
        """The photo with metadata that say that this model colorized it, for `write_photo`.

        Parameters
        ----------
        photo : Photo
        recipe_sha256 : str
            The checksum of the recipe that was followed.

        Returns
        -------
        Photo
        """
        info = self.model.info
        name, checksum = f"{info.name} {info.version}", info.checkpoint_sha256
        return replace(photo, metadata=marked(photo.metadata, name, checksum, recipe_sha256))

    def predict(
        self,
        photo: Photo,
        hints: Iterable[ColorHint] = (),
        known: Prediction | None = None,
        regions: Sequence[Region] = (),
    ) -> Prediction:
        """Run the model on a photo.

        Parameters
        ----------
        photo : Photo
        hints : iterable of ColorHint
        known : Prediction or None
            One of the same photo with other hints, whose lightness is used again.
        regions : sequence of Region
            Those that hints name limit them; the others do not matter.

        Returns
        -------
        Prediction
            Valid for the photo and for any scaled copy of it.

        Raises
        ------
        ModelError
        """
        hints = tuple(hints)
        unhinted = self._unhinted(photo, hints_everywhere(hints), known)
        if hints == unhinted.hints:
            return unhinted
        return self._with_local_hints(hints, unhinted, limits_of(hints, regions))

    def _unhinted(
        self, photo: Photo, hints: tuple[ColorHint, ...], known: Prediction | None
    ) -> Prediction:
        """The prediction with hints that act everywhere."""
        for prediction in (known, known and known.unhinted):
            if prediction is not None and prediction.hints == hints:
                return prediction
        info = self.model.info
        height, width = working_size(photo.height, photo.width, info)
        lightness = (
            shrunk_lightness(photo.pixels, height, width) if known is None else known.lightness
        )
        output = self.model.run(lightness, rasterize(hints, height, width))
        if float(np.ptp(lightness)) < FLAT:
            output = replace(output, ab=np.zeros_like(output.ab), bins=None, bin_centers=None)
        vivid, weight = _vivid_colors(output, lightness)
        propagation = None
        if hints:
            propagation = HintPropagation(hints, lightness, _propagation_reach(info))
        return Prediction(lightness, output.ab, vivid, weight, hints, output, propagation)

    def _with_local_hints(
        self, hints: tuple[ColorHint, ...], unhinted: Prediction, limits: Limits
    ) -> Prediction:
        """The prediction with all hints, changed where those that are not in `unhinted` act."""
        info, lightness = self.model.info, unhinted.lightness
        within = limit_masks(limits, unhinted.output, lightness)
        masks = hint_masks(info, unhinted.output, lightness, hints, within)
        propagation = HintPropagation(hints, lightness, _propagation_reach(info), masks)
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
            output = self.model.run(lightness, rasterize(hints, *lightness.shape))
            vivid, weight = _vivid_colors(output, lightness)
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

    def hint_mask(
        self, prediction: Prediction, hint: ColorHint, regions: Iterable[Region] = ()
    ) -> Float32Array | None:
        """Where a hint acts in a photo or, if it has no such hint, where it would act alone.

        The region that it names is looked for among `regions`, then among those of the prediction.
        None where only the network knows where it acts, see `hint_reach.hint_claim`.
        """
        if hint in prediction.hints:
            return prediction.hint_masks[prediction.hints.index(hint)]
        claim = self._claim(prediction, hint, regions)
        return None if claim is None else claim.mask

    def _claim(
        self, prediction: Prediction, hint: ColorHint, regions: Iterable[Region] = ()
    ) -> Claim | None:
        without = prediction.unhinted or prediction
        output, lightness = without.output, without.lightness
        limits = limits_of([hint], regions) or prediction.limits
        within = limit_masks(limits, output, lightness) if hint.region else {}
        return hint_claim(self.model.info, output, lightness, hint, within)

    def surface_at(self, prediction: Prediction, x: float, y: float) -> Float32Array:
        """The surface that a place of the photo lies on: a probability, shape (p, q)."""
        hint = ColorHint(x, y, 0.0, 0.0)
        claim = self._claim(prediction, hint)
        if claim is None:
            claim = geodesic_surface(prediction.output, prediction.lightness, hint)
        return claim.mask

    def color_at(
        self, prediction: Prediction, look: Look, x: float, y: float
    ) -> tuple[float, float]:
        """The color that a hint would need to change nothing at its place.

        Parameters
        ----------
        prediction : Prediction
        look : Look
        x, y : float
            Place in the photo, 0..1 from its left and upper edge.

        Returns
        -------
        tuple of float
            a*, b* before the adjustments that apply to the colors of hints too.
        """
        lightness = prediction.lightness
        match = self.reference_match(prediction, look)
        ab = hinted_field(prediction, look, match).ab(lightness)[cell_at(lightness, x, y)]
        light = np.full((1, 1), prediction.lightness_at(x, y), np.float32)
        a, b = fit_to_gamut(light, ab[None, None])[0, 0].tolist()
        return a, b

    def reference_match(self, prediction: Prediction, look: Look) -> PlaceMatch | None:
        """What places take from the reference photo of a look; None unless that is by place.

        Runs the model on the reference photo when it is first needed.

        Raises
        ------
        ModelError
        """
        return self._matches.of(prediction, look.reference)

    def render_lazily(
        self,
        photo: Photo,
        prediction: Prediction,
        look: Look | None = None,
        cancelled: IsCancelled | None = None,
        area: Area | None = None,
        progress: ReportProgress | None = None,
        space: OutputSpace = SRGB,
        regions: Sequence[Region] = (),
    ) -> LazyImage:
        """Colorize a photo, or a scaled copy of it, when its rows are asked for.

        Parameters
        ----------
        photo : Photo
        prediction : Prediction
        look : Look or None
            None for the neutral look.
        cancelled : callable or None
            Asked before rows are computed, which then raises Cancelled.
        area : tuple of slice or None
            The rows and columns to colorize; None for all.
        progress : callable or None
            Told the share of the rows that is computed, 0..1.
        space : OutputSpace
            The color space of the result.
        regions : sequence of Region
            What is painted, protected, and adjusted by itself.

        Returns
        -------
        LazyImage of shape (H, W, 3) of the area, dtype of the photo's pixels
            In that space.
        """
        look = look or Look()
        match = self.reference_match(prediction, look)
        field = color_field(prediction, look, regions, match)
        return paint(photo.pixels, field, cancelled, area, progress, space)

    def render(
        self,
        photo: Photo,
        prediction: Prediction,
        look: Look | None = None,
        cancelled: IsCancelled | None = None,
        area: Area | None = None,
        regions: Sequence[Region] = (),
    ) -> PixelArray:
        """Colorize a photo now; parameters and pixels are those of `render_lazily`.

        Raises
        ------
        Cancelled
        """
        image = self.render_lazily(photo, prediction, look, cancelled, area, regions=regions)
        return cast(PixelArray, np.asarray(image))

    def suggestions(
        self, prediction: Prediction, x: float, y: float, count: int = 6
    ) -> list[tuple[float, float]]:
        """Likely colors of a place, for the user to choose from.

        Parameters
        ----------
        prediction : Prediction
        x, y : float
            Place in the photo, 0..1 from its left and upper edge.
        count : int

        Returns
        -------
        list of tuple of float
            a*, b* of at most `count` colors, the likeliest first; one for a model without bins.
        """
        output = prediction.output
        if output.bins is None or output.bin_centers is None:
            a, b = prediction.calm[cell_at(prediction.calm, x, y)].tolist()
            return [(a, b)]
        row, column = cell_at(output.bins[0], x, y)
        return likely_colors(output.bins[:, row, column], output.bin_centers, count)


def _propagation_reach(info: ModelInfo) -> float:
    return REACH_WITH_HINT_INPUT if info.has_hints else REACH_WITHOUT_HINT_INPUT


def _vivid_colors(
    output: ModelOutput, lightness: Float32Array
) -> tuple[Float32Array, Float32Array]:
    """The colors at full vividness, (p, q, 2), and the vividness weight."""
    if output.bins is None or output.bin_centers is None:
        return output.ab * np.float32(VIVID_CHROMA), UNIFORM_WEIGHT
    annealed = annealed_mean(output.bins, output.bin_centers)
    weight = vividness_weight(output.ab, annealed, output.bins, output.bin_centers)
    # Where two colors are equally likely, the annealed mean jumps between them on one surface.
    return output.ab + smooth_over_surfaces(annealed - output.ab, lightness), weight
