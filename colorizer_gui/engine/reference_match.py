"""Matches photos with the places of reference photos, each photo and reference once."""

import threading
from collections import OrderedDict
from dataclasses import dataclass
from weakref import WeakKeyDictionary

import cv2
import numpy as np

from colorizer_gui.engine.arrays import Float32Array
from colorizer_gui.engine.color.place_match import (
    PlaceFeatures,
    PlaceMatch,
    match_places,
    place_features,
)
from colorizer_gui.engine.color.reference_colors import ReferenceColors, ReferenceCopy
from colorizer_gui.engine.color.reference_copy import reference_lab
from colorizer_gui.engine.model.contract import ColorModel, ModelOutput
from colorizer_gui.engine.model.sizes import working_size
from colorizer_gui.engine.prediction import Prediction

_KEPT = 4  # reference photos that the model was run on


@dataclass(frozen=True, eq=False)
class _Reference:
    """A reference photo as the model sees it."""

    features: PlaceFeatures
    ab: Float32Array


class ReferenceMatches:
    """What photos take from reference photos by place. Thread-safe.

    Parameters
    ----------
    model : ColorModel
    """

    def __init__(self, model: ColorModel) -> None:
        self._model = model
        self._references: OrderedDict[ReferenceCopy, _Reference] = OrderedDict()
        # By the prediction without local hints; with the copy that it was matched with.
        self._matches: WeakKeyDictionary[Prediction, tuple[ReferenceCopy, PlaceMatch]]
        self._matches = WeakKeyDictionary()
        self._lock = threading.Lock()

    def of(self, prediction: Prediction, reference: ReferenceColors | None) -> PlaceMatch | None:
        """The match of a photo with a reference photo; None unless that gives its colors by place.

        Parameters
        ----------
        prediction : Prediction
            Of this model.
        reference : ReferenceColors or None

        Returns
        -------
        PlaceMatch or None

        Raises
        ------
        ModelError
        """
        if reference is None or reference.copy is None or not reference.is_by_place:
            return None
        prediction = prediction.unhinted or prediction
        with self._lock:
            known = self._matches.get(prediction)
        if known is not None and known[0] == reference.copy:
            return known[1]
        seen, output = self._seen(reference.copy), prediction.output
        features = _features(prediction.lightness, output)
        match = match_places(features, seen.features, seen.ab, output.bin_centers)
        with self._lock:
            self._matches[prediction] = reference.copy, match
        return match

    def _seen(self, copy: ReferenceCopy) -> _Reference:
        """A reference photo as the model sees it; runs it unless it has seen it lately."""
        with self._lock:
            known = self._references.get(copy)
            if known is not None:
                self._references.move_to_end(copy)
                return known
        lab = reference_lab(copy)
        height, width = working_size(copy.height, copy.width, self._model.info)
        is_reduced = height * width < copy.height * copy.width
        interpolation = cv2.INTER_AREA if is_reduced else cv2.INTER_CUBIC
        light = cv2.resize(lab[..., 0], (width, height), interpolation=interpolation)
        lightness = np.clip(np.asarray(light, np.float32), 0, 100)
        seen = _Reference(_features(lightness, self._model.run(lightness)), lab[..., 1:])
        with self._lock:
            self._references[copy] = seen
            while len(self._references) > _KEPT:
                self._references.popitem(last=False)
        return seen


def _features(lightness: Float32Array, output: ModelOutput) -> PlaceFeatures:
    return place_features(lightness, output.ab, output.bins, output.surface)
