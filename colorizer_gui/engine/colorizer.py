"""The one way of a photo: analyze it once, render it as often as the look changes."""

from dataclasses import dataclass, replace

import cv2
import numpy as np

import colorizer_gui
from colorizer_gui.engine.color import upsampling
from colorizer_gui.engine.color.bins import annealed_mean, likely_colors, vividness_weight
from colorizer_gui.engine.color.hint_propagation import REACH_SEEN, REACH_UNSEEN, HintPropagation
from colorizer_gui.engine.color.reference_transfer import transfer
from colorizer_gui.engine.hints import rasterize
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.model.runtime import ModelOutput
from colorizer_gui.engine.painting.paint import painted
from colorizer_gui.engine.photo import marked

# For models without bins: how much more chroma full vividness has, and how it comes in.
VIVID_CHROMA = 1.6
EVEN_WEIGHT = np.full((1, 1, 1), 0.5, np.float32)
WARMTH_AB = np.array((4.0, 14.0))
TINT_AB = np.array((14.0, -6.0))
# Standard deviation of full smoothing, in parts of the longer side.
WIDEST_BLUR = 0.03
LARGEST_ASPECT = 4


@dataclass(frozen=True, eq=False)
class Prediction:
    """What the model says about one photo with its hints.

    Parameters
    ----------
    lightness : ndarray of float32, shape (h, w)
        L* on the grid that the model saw.
    calm, vivid : ndarray of float32, shape (p, q, 2)
        a*, b* at vividness 0 and 1, on the coarser grid that the model gave.
    vividness_weight : ndarray of float32, shape (p, q, 1) or (1, 1, 1)
        How readily each place becomes vivid, see `bins.vividness_weight`.
    hints : tuple of ColorHint
    output : ModelOutput
        What the network gave, at its own resolution.
    spread : HintPropagation or None
        How the hints hold; None without hints.
    """

    lightness: np.ndarray
    calm: np.ndarray
    vivid: np.ndarray
    vividness_weight: np.ndarray
    hints: tuple
    output: ModelOutput
    spread: HintPropagation | None = None

    def lightness_at(self, x, y):
        """L* at a place of the photo, x and y 0..1 from its left and upper edge."""
        return float(_at(self.lightness, x, y))


def _at(grid, x, y):
    """The cell of a grid of shape (h, w, ...) that a place of the photo falls on."""
    height, width = grid.shape[:2]
    return grid[min(int(y * height), height - 1), min(int(x * width), width - 1)]


def working_size(height, width, info):
    """The size at which a model sees a photo.

    Parameters
    ----------
    height, width : int
    info : ModelInfo

    Returns
    -------
    tuple of int
        Height and width: multiples of the stride, the short side about the model's working size.
    """
    scale = info.working_size / min(height, width)
    longest = LARGEST_ASPECT * info.working_size

    def fitted(side):
        return max(1, round(min(side * scale, longest) / info.stride)) * info.stride

    return fitted(height), fitted(width)


def _halved(pixels, height, width):
    """Pixels averaged two by two as often as leaves at least twice the size that is wanted.

    Areas of whole pixels take a tenth of the time that others take.
    """
    while pixels.shape[0] >= 4 * height and pixels.shape[1] >= 4 * width:
        half = pixels.shape[1] // 2, pixels.shape[0] // 2
        pixels = cv2.resize(pixels, half, interpolation=cv2.INTER_AREA)
    return pixels


def _shrunk_lightness(photo, height, width):
    larger = height > photo.height or width > photo.width
    way = cv2.INTER_CUBIC if larger else cv2.INTER_AREA
    small = cv2.resize(_halved(photo.pixels, height, width), (width, height), interpolation=way)
    return replace(photo, pixels=small).lightness()


def _blend_weight(vividness, vividness_weight):
    """How far each place has gone from calm (0) to vivid (1): the odds, as often as convinced."""
    if vividness == 1:
        return np.ones_like(vividness_weight)
    return np.minimum(vividness_weight * np.float32(vividness / (1 - vividness)), 1)


def _blend(prediction, look):
    """The colors of a prediction, (p, q, 2), with the adjustments that see all of them at once."""
    share = _blend_weight(look.vividness, prediction.vividness_weight)
    ab = prediction.calm * (1 - share) + prediction.vivid * share
    if look.smoothing > 0:
        ab = cv2.GaussianBlur(ab, (0, 0), look.smoothing * WIDEST_BLUR * max(ab.shape[:2]))
    if look.sepia_guard > 0:
        ab = ab - np.float32(look.sepia_guard) * np.median(ab, axis=(0, 1))
    return ab if look.palette is None else transfer(ab, look.palette)


def _adjusted(field, look):
    """Saturation, warmth, tint and strength, which are linear in ab."""
    scale = look.saturation * look.strength
    shift = look.strength * (WARMTH_AB * look.warmth + TINT_AB * look.tint)
    to_adjusted = np.column_stack((scale * np.eye(2), shift))
    return upsampling.ColorField(
        field.slope * np.float32(scale), cv2.transform(field.offset, to_adjusted)
    )


class Colorizer:
    """Colors photos with one model.

    Parameters
    ----------
    model : Model
    """

    def __init__(self, model):
        self.model = model

    @property
    def software(self):
        """Name of program and model, for the metadata of a result."""
        info = self.model.info
        return f"Colorizer {colorizer_gui.__version__} ({info.name} {info.version})"

    def marked(self, photo):
        """The photo with metadata that says that this model colorized it, for `write_photo`."""
        info = self.model.info
        name, checksum = f"{info.name} {info.version}", info.checkpoint_sha256
        return replace(photo, metadata=marked(photo.metadata, name, checksum))

    def analyze(self, photo, hints=(), known=None):
        """Run the model on a photo.

        Parameters
        ----------
        photo : Photo
        hints : iterable of ColorHint
        known : Prediction or None
            One of the same photo with other hints; it spares looking at every pixel again.

        Returns
        -------
        Prediction
            Good for the photo and for any scaled copy of it.

        Raises
        ------
        ModelError
        """
        hints = tuple(hints)
        height, width = working_size(photo.height, photo.width, self.model.info)
        lightness = known.lightness if known else _shrunk_lightness(photo, height, width)
        output = self.model.run(lightness, rasterize(hints, height, width))
        if output.bins is None:
            vivid = output.ab * np.float32(VIVID_CHROMA)
            ready = EVEN_WEIGHT
        else:
            bold = annealed_mean(output.bins, output.bin_centres)
            ready = vividness_weight(output.ab, bold, output.bins, output.bin_centres)
            # Where the bins are in two minds, a wall would be red here and gray there.
            vivid = output.ab + upsampling.evened(bold - output.ab, lightness)
        spread = None
        if hints:
            reach = REACH_SEEN if self.model.info.has_hints else REACH_UNSEEN
            spread = HintPropagation(hints, lightness, reach)
        return Prediction(lightness, output.ab, vivid, ready, hints, output, spread)

    def painting(self, photo, prediction, look=None, cancelled=None, area=None, progress=None):
        """A photo, or a scaled copy of it, colorized from a prediction, to be painted bit by bit.

        Parameters
        ----------
        photo : Photo
        prediction : Prediction
        look : Look or None
            None for the neutral look.
        cancelled : callable or None
            Asked now and then; painting stops when it returns True, with Cancelled.
        area : tuple of slice or None
            The rows and columns to color; None for all.
        progress : callable or None
            Told now and then which share is painted, 0..1.

        Returns
        -------
        LazyImage of shape (H, W, 3) of the area, dtype of the photo's pixels
            sRGB, painted when they are asked for.
        """
        look = look or Look()
        field = upsampling.follow_edges(_blend(prediction, look), prediction.lightness, look.edges)
        if prediction.spread is not None:
            field = prediction.spread.through(field)
        return painted(photo, _adjusted(field, look), cancelled, area, progress)

    def render(self, photo, prediction, look=None, cancelled=None, area=None):
        """All pixels of a `painting`, an ndarray; raises Cancelled."""
        return np.asarray(self.painting(photo, prediction, look, cancelled, area))

    def suggestions(self, prediction, x, y, count=6):
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
        if output.bins is None:
            a, b = _at(prediction.calm, x, y).tolist()
            return [(a, b)]
        logits = _at(output.bins.transpose(1, 2, 0), x, y)
        return likely_colors(logits, output.bin_centres, count)
