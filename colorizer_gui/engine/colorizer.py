"""Facade of colorizing: predict the colors of a photo once, render them with any look.

What only photos with hints, regions or reference photos need is imported where it is needed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, cast

import numpy as np

import colorizer_gui
from colorizer_gui.engine.arrays import (
    Area,
    Float32Array,
    IsCancelled,
    PixelArray,
    ReportProgress,
)
from colorizer_gui.engine.color.bins import likely_colors
from colorizer_gui.engine.color.gamut import fit_to_gamut
from colorizer_gui.engine.color.output_spaces import SRGB, OutputSpace
from colorizer_gui.engine.color.tables import shrunk_lightness
from colorizer_gui.engine.hints import ColorHint, rasterize
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.model.contract import ColorModel
from colorizer_gui.engine.model.sizes import working_size
from colorizer_gui.engine.painting.lazy_image import LazyImage
from colorizer_gui.engine.painting.paint import paint
from colorizer_gui.engine.photo import Photo, marked
from colorizer_gui.engine.prediction import (
    Prediction,
    cell_at,
    color_field,
    hinted_field,
    vivid_colors,
)

if TYPE_CHECKING:
    from colorizer_gui.engine.color.place_match import PlaceMatch
    from colorizer_gui.engine.reference_match import ReferenceMatches
    from colorizer_gui.engine.regions import Region

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
        regions: "Sequence[Region]" = (),
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
        if not hints:
            return self._unhinted(photo, (), known)
        from colorizer_gui.engine.hint_reach import hints_everywhere, limits_of
        from colorizer_gui.engine.local_hints import with_local_hints

        unhinted = self._unhinted(photo, hints_everywhere(hints), known)
        if hints == unhinted.hints:
            return unhinted
        return with_local_hints(self.model, hints, unhinted, limits_of(hints, regions))

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
        vivid, weight = vivid_colors(output, lightness)
        propagation = None
        if hints:
            from colorizer_gui.engine.local_hints import propagation_of

            propagation = propagation_of(info, hints, lightness)
        return Prediction(lightness, output.ab, vivid, weight, hints, output, propagation)

    def hint_mask(
        self, prediction: Prediction, hint: ColorHint, regions: "Iterable[Region]" = ()
    ) -> Float32Array | None:
        """Where a hint acts in a photo or, if it has no such hint, where it would act alone.

        The region that it names is looked for among `regions`, then among those of the prediction.
        None where only the network knows where it acts, see `hint_reach.hint_claim`.
        """
        if hint in prediction.hints:
            return prediction.hint_masks[prediction.hints.index(hint)]
        from colorizer_gui.engine.local_hints import claim_of

        claim = claim_of(self.model.info, prediction, hint, regions)
        return None if claim is None else claim.mask

    def surface_at(self, prediction: Prediction, x: float, y: float) -> Float32Array:
        """The surface that a place of the photo lies on: a probability, shape (p, q)."""
        from colorizer_gui.engine.local_hints import surface_of

        return surface_of(self.model.info, prediction, x, y)

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

    def reference_match(self, prediction: Prediction, look: Look) -> "PlaceMatch | None":
        """What places take from the reference photo of a look; None unless that is by place.

        Runs the model on the reference photo when it is first needed.

        Raises
        ------
        ModelError
        """
        if look.reference is None:
            return None
        return self._matches.of(prediction, look.reference)

    @cached_property
    def _matches(self) -> "ReferenceMatches":
        from colorizer_gui.engine.reference_match import ReferenceMatches

        return ReferenceMatches(self.model)

    def render_lazily(
        self,
        photo: Photo,
        prediction: Prediction,
        look: Look | None = None,
        cancelled: IsCancelled | None = None,
        area: Area | None = None,
        progress: ReportProgress | None = None,
        space: OutputSpace = SRGB,
        regions: "Sequence[Region]" = (),
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
        regions: "Sequence[Region]" = (),
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
