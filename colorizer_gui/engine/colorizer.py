"""The one way of a photo: analyse it once, render it as often as the look changes."""

from dataclasses import dataclass, replace

import cv2
import numpy as np

import colorizer_gui
from colorizer_gui.engine import render
from colorizer_gui.engine.bins import annealed_mean, likely_colours
from colorizer_gui.engine.color import grey_to_lightness, srgb_to_lab
from colorizer_gui.engine.hints import rasterise
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.model import ModelOutput
from colorizer_gui.engine.paint import paint
from colorizer_gui.engine.photo import marked

# For models without bins: how much more chroma full vividness has.
VIVID_CHROMA = 1.6
WARMTH_AB = np.array((4.0, 14.0), np.float32)
LARGEST_ASPECT = 4
# How far a hint reaches on the working grid, and over which difference in lightness.
HINT_REACH = 0.05
HINT_LIGHTNESS = 8.0
HINT_ROUNDS = 8


@dataclass(frozen=True, eq=False)
class Prediction:
    """What the model says about one photo with its hints.

    Parameters
    ----------
    lightness : ndarray of float32, shape (h, w)
        L* on the grid that the model saw.
    calm, vivid : ndarray of float32, shape (p, q, 2)
        a*, b* at vividness 0 and 1, on the coarser grid that the model gave.
    hints : tuple of ColorHint
    output : ModelOutput
        What the network gave, at its own resolution.
    """

    lightness: np.ndarray
    calm: np.ndarray
    vivid: np.ndarray
    hints: tuple
    output: ModelOutput

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


def _shrunk_lightness(photo, height, width):
    larger = height > photo.height or width > photo.width
    way = cv2.INTER_CUBIC if larger else cv2.INTER_AREA
    small = cv2.resize(photo.pixels, (width, height), interpolation=way)
    values = small.astype(np.float32) / np.iinfo(photo.pixels.dtype).max
    return grey_to_lightness(values) if values.ndim == 2 else srgb_to_lab(values)[..., 0]


class _HintSpread:
    """Carries what a hint lacks to its surroundings, where the lightness is alike."""

    def __init__(self, hints, lightness):
        height, width = lightness.shape
        self.areas = [hint.area(height, width) for hint in hints]
        self.wanted = np.array([(hint.a, hint.b) for hint in hints], np.float32).reshape(-1, 2)
        y, x = np.mgrid[:height, :width].astype(np.float32)
        reach = HINT_REACH * max(height, width)
        weights = []
        for hint, area in zip(hints, self.areas, strict=True):
            distance = np.hypot(y + 0.5 - hint.y * height, x + 0.5 - hint.x * width)
            distance = np.maximum(distance - hint.radius * max(height, width), 0) / reach
            tone = lightness[area]
            step = (lightness - tone.mean()) / (HINT_LIGHTNESS + tone.std())
            weight = np.exp(-(distance**2 + step**2) / 2)
            weight[area] = 1
            weights.append(weight)
        weights = np.stack(weights)
        # Where hints overlap they share the place; far from all of them nothing changes.
        self.weights = weights / np.maximum(weights.sum(axis=0), 1)

    def missing(self, shown):
        """What the colours shown, shape (h, w, 2), lack of each hint, spread over the grid."""
        means = np.stack([shown[area].mean(axis=(0, 1)) for area in self.areas])
        return np.tensordot(self.weights, self.wanted - means, axes=(0, 0)).astype(np.float32)


def _through_hints(field, lightness, hints):
    """The field that shows the hinted colours where they were given."""
    spread = _HintSpread(hints, lightness)
    offset = field.offset
    for _ in range(HINT_ROUNDS):
        shown = field.slope * lightness[..., None] + offset
        offset = offset + spread.missing(shown)
    return replace(field, offset=offset)


def _adjusted(field, look):
    """Saturation, warmth and strength, which are linear in ab."""
    scale = np.float32(look.saturation * look.strength)
    shift = WARMTH_AB * np.float32(look.warmth * look.strength)
    return render.ColourField(field.slope * scale, field.offset * scale + shift)


class Colorizer:
    """Colours photos with one model.

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
        """The photo with metadata that says that this model coloured it, for `write_photo`."""
        info = self.model.info
        name, checksum = f"{info.name} {info.version}", info.checkpoint_sha256
        return replace(photo, metadata=marked(photo.metadata, name, checksum))

    def analyse(self, photo, hints=()):
        """Run the model on a photo.

        Parameters
        ----------
        photo : Photo
        hints : iterable of ColorHint

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
        lightness = _shrunk_lightness(photo, height, width)
        output = self.model.run(lightness, rasterise(hints, height, width))
        if output.bins is None:
            vivid = output.ab * np.float32(VIVID_CHROMA)
        else:
            vivid = annealed_mean(output.bins, output.bin_centres)
        return Prediction(lightness, output.ab, vivid, hints, output)

    def render(self, photo, prediction, look=None, cancelled=None, area=None):
        """Colour a photo, or a scaled copy of it, from a prediction.

        Parameters
        ----------
        photo : Photo
        prediction : Prediction
        look : Look or None
            None for the neutral look.
        cancelled : callable or None
            Asked now and then; the work stops when it returns True.
        area : tuple of slice or None
            The rows and columns to colour; None for all.

        Returns
        -------
        ndarray, shape (H, W, 3) of the area, dtype of the photo's pixels
            sRGB.

        Raises
        ------
        Cancelled
        """
        look = look or Look()
        share = np.float32(look.vividness)
        ab = prediction.calm * (1 - share) + prediction.vivid * share
        field = render.follow_edges(ab, prediction.lightness)
        if prediction.hints:
            field = _through_hints(field, prediction.lightness, prediction.hints)
        return paint(photo, _adjusted(field, look), cancelled, area)

    def suggestions(self, prediction, x, y, count=6):
        """Likely colours of a place, for the user to choose from.

        Parameters
        ----------
        prediction : Prediction
        x, y : float
            Place in the photo, 0..1 from its left and upper edge.
        count : int

        Returns
        -------
        list of tuple of float
            a*, b* of at most `count` colours, the likeliest first; one for a model without bins.
        """
        output = prediction.output
        if output.bins is None:
            a, b = _at(prediction.calm, x, y).tolist()
            return [(a, b)]
        logits = _at(output.bins.transpose(1, 2, 0), x, y)
        return likely_colours(logits, output.bin_centres, count)
