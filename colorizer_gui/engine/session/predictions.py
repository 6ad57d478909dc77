"""Predictions of one model for one photo, and what is rendered from them."""

import threading
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np

from colorizer_gui.engine.arrays import Area, IsCancelled, PixelArray, ReportProgress
from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.hint_reach import limits_of
from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.painting.lazy_image import LazyImage
from colorizer_gui.engine.photo import Photo
from colorizer_gui.engine.prediction import Prediction
from colorizer_gui.engine.preparation import Preparation
from colorizer_gui.engine.regions import Region
from colorizer_gui.engine.session.edits import EditState, HintState, RegionState
from colorizer_gui.engine.session.recipe import Recipe

CAPACITY = 4


class Predictions:
    """Cache of the latest predictions of a model for a photo, by their hints. Thread-safe.

    Undo, suggestions and saving ask for predictions that the screen has been rendered from.

    Parameters
    ----------
    colorizer : Colorizer
    photo : Photo
    """

    def __init__(self, colorizer: Colorizer, photo: Photo) -> None:
        self.colorizer = colorizer
        self.photo = photo
        self._kept: deque[Prediction] = deque(maxlen=CAPACITY)
        self._lock = threading.Lock()

    def kept(self, hints: Iterable[ColorHint], regions: Iterable[Region] = ()) -> Prediction | None:
        """The prediction with these hints, limited by these regions, if it is in the cache."""
        hints = tuple(hints)
        wanted = hints, limits_of(hints, regions)
        with self._lock:
            return next((kept for kept in self._kept if (kept.hints, kept.limits) == wanted), None)

    def of(self, hints: Iterable[ColorHint], regions: Sequence[Region] = ()) -> Prediction:
        """The prediction with these hints, limited by those of these regions that they name.

        Runs the model if it is not in the cache.

        Raises
        ------
        ModelError
        """
        hints = tuple(hints)
        prediction = self.kept(hints, regions)
        if prediction is None:
            with self._lock:
                known = self._kept[-1] if self._kept else None
            prediction = self.colorizer.predict(self.photo, hints, known, regions)
            with self._lock:
                self._kept.append(prediction)
        return prediction


@dataclass(frozen=True, eq=False)
class Rendering:
    """All that the pixels of a colorized photo depend on.

    Parameters
    ----------
    predictions : Predictions
    hints : tuple of ColorHint
    look : Look
    regions : tuple of Region
    preparation : Preparation
        What the photo of the predictions was made with.
    """

    predictions: Predictions
    hints: tuple[ColorHint, ...]
    look: Look
    regions: tuple[Region, ...] = ()
    preparation: Preparation = Preparation()

    @classmethod
    def of(cls, predictions: Predictions, state: EditState) -> "Rendering":
        """The rendering of a state, whose preparation the photo of the predictions has."""
        hints, regions = state.hints.hints, state.regions.regions
        return cls(predictions, hints, state.look, regions, state.preparation)

    @property
    def photo(self) -> Photo:
        """The prepared photo, at full resolution."""
        return self.predictions.photo

    @property
    def colorizer(self) -> Colorizer:
        """The colorizer that made the predictions."""
        return self.predictions.colorizer

    @property
    def model(self) -> str:
        """The id of the model that made the predictions."""
        return self.colorizer.model.info.path.stem

    @property
    def state(self) -> EditState:
        """Its hints, look, regions and preparation."""
        regions = RegionState(self.regions)
        return EditState(HintState(self.hints), self.look, regions, self.preparation)

    @property
    def recipe(self) -> Recipe:
        """A recipe with them, of no model and no photo in particular."""
        return Recipe(
            hints=self.hints,
            look=self.look,
            regions=self.regions,
            preparation=self.preparation,
        )

    def prediction(self) -> Prediction:
        """The prediction with the hints; may run the model."""
        return self.predictions.of(self.hints, self.regions)

    def lazy_image(
        self,
        is_cancelled: IsCancelled | None = None,
        area: Area | None = None,
        report_progress: ReportProgress | None = None,
    ) -> LazyImage:
        """The pixels at full resolution, see `Colorizer.render_lazily`; may run the model."""
        return self.colorizer.render_lazily(
            self.photo,
            self.prediction(),
            self.look,
            is_cancelled,
            area,
            report_progress,
            regions=self.regions,
        )

    def pixels(self, area: Area | None = None) -> PixelArray:
        """The pixels of an area at full resolution, or of all; may run the model."""
        return cast(PixelArray, np.asarray(self.lazy_image(area=area)))
