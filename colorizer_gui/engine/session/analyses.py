"""What a model makes of one photo: one prediction for each set of hints."""

import threading
from collections import deque

KEPT = 4


class Analyses:
    """The newest predictions of one photo by one model, for all threads.

    Undo, suggestions and saving ask for predictions that the picture on the screen was made from.

    Parameters
    ----------
    colorizer : Colorizer
    photo : Photo
    """

    def __init__(self, colorizer, photo):
        self.colorizer = colorizer
        self.photo = photo
        self._kept = deque(maxlen=KEPT)
        self._lock = threading.Lock()

    def kept(self, hints):
        """The Prediction with these hints if it is at hand, else None."""
        with self._lock:
            return next((kept for kept in self._kept if kept.hints == hints), None)

    def of(self, hints):
        """The Prediction with these hints, made now if need be; belongs on a worker."""
        prediction = self.kept(hints)
        if prediction is None:
            with self._lock:
                known = self._kept[-1] if self._kept else None
            prediction = self.colorizer.analyze(self.photo, hints, known)
            with self._lock:
                self._kept.append(prediction)
        return prediction
