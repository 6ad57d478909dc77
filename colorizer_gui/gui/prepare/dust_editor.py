"""Dust and scratches of the scan: found, corrected with brush and eraser, cleared."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

import numpy as np
from PySide6.QtCore import QObject, Signal

from colorizer_gui.engine.arrays import Area, BoolArray
from colorizer_gui.engine.errors import Cancelled
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.photo import Photo
from colorizer_gui.engine.preparation import Preparation
from colorizer_gui.engine.preparation.dust_brush import painted
from colorizer_gui.engine.preparation.dust_count import dust_count
from colorizer_gui.engine.preparation.dust_detection import detect_dust
from colorizer_gui.engine.preparation.dust_mask import DustMask
from colorizer_gui.engine.regions.stroke import Dab
from colorizer_gui.gui.base.tasks import Latest, Tasks
from colorizer_gui.gui.prepare.dust_veil import DustVeil
from colorizer_gui.gui.prepare.editor import PreparationEditor
from colorizer_gui.gui.session.tools import DUST_SIZES

DEFAULT_RADIUS = 0.003
DEFAULT_SENSITIVITY = 0.5
FIND, CLEAR = Message("Find Dust"), Message("Clear Dust")
_STROKE_NAMES = {False: Message("Paint Dust"), True: Message("Erase Dust")}


@dataclass(frozen=True)
class DustStroke:
    """A stroke of the brush, or of the eraser."""

    erases: bool
    dabs: tuple[Dab, ...]

    def draw(self, places: BoolArray) -> None:
        """Draw it into the places of a scan."""
        last = self.dabs[0]
        for dab in self.dabs:
            painted(places, last, dab, erase=self.erases)
            last = dab


class DustEditor(QObject):
    """Edits the dust of a preparation.

    `shown` says that other places are dust; `found` carries how many there are; `busy_changed` a
    bool, whether dust is being looked for; `brush_changed` the radius of the brush; `failed` an
    exception.

    Parameters
    ----------
    editor : PreparationEditor
    tasks : Tasks
    """

    shown = Signal()
    found = Signal(int)
    busy_changed = Signal(bool)
    brush_changed = Signal(float)
    failed = Signal(object)

    def __init__(
        self, editor: PreparationEditor, tasks: Tasks, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._scan: Photo | None = None
        self._mask: DustMask | None = None  # that is shown
        self._places: BoolArray | None = None  # of that, once they are needed
        self._veil: DustVeil | None = None
        self._dabs: list[Dab] | None = None  # of the stroke that goes on
        self._erases = False
        # What the user has corrected, by the masks that it led to: what is found anew keeps it.
        self._strokes: dict[DustMask | None, tuple[DustStroke, ...]] = {}
        self._counts: dict[DustMask, int] = {}  # of specks and scratches
        self._looking, self._counting = Latest(tasks), Latest(tasks)
        self._has_looked = False
        self._found_during_stroke = False
        self.sensitivity = DEFAULT_SENSITIVITY
        self.radius = DEFAULT_RADIUS
        editor.changed.connect(self._on_changed)

    def begin(self, scan: Photo, mask: DustMask | None) -> None:
        """Edit the dust of another scan, as far as it is known."""
        self.end()
        self._scan, self._mask = scan, mask
        self._has_looked = False
        self._count()

    def end(self) -> None:
        """Forget the scan."""
        self.stop_looking()
        self._counting.cancel()
        self._scan = self._mask = self._places = self._veil = self._dabs = None
        self._strokes, self._counts = {}, {}

    def _on_changed(self, preparation: Preparation) -> None:
        if self._scan is not None and preparation.dust != self._mask:
            self._mask = preparation.dust
            self._places = self._veil = self._dabs = None
            self.shown.emit()
            self._count()

    @property
    def veil(self) -> DustVeil | None:
        """What shows the dust; None without a scan."""
        if self._veil is None and (places := self._loaded()) is not None:
            self._veil = DustVeil(places)
        return self._veil

    def _loaded(self) -> BoolArray | None:
        scan, mask = self._scan, self._mask
        if self._places is None and scan is not None:
            size = scan.height, scan.width
            self._places = np.zeros(size, np.bool_) if mask is None else mask.places(size)
        return self._places

    def _count(self) -> None:
        mask = self._mask
        known = 0 if mask is None else self._counts.get(mask)
        if known is not None:
            self._counting.cancel()
            self.found.emit(known)
        elif mask is not None:
            self._counting.run(lambda: dust_count(mask), partial(self._counted, mask), self._fail)

    def _counted(self, mask: DustMask, count: int) -> None:
        self._counts[mask] = count
        if mask == self._mask:
            self.found.emit(count)

    # finding

    @property
    def is_looking(self) -> bool:
        """Whether dust is being looked for."""
        return self._found_during_stroke or not self._looking.idle

    def find(self) -> None:
        """Look for dust; what was painted and erased since the scan was shown stays."""
        scan, sensitivity = self._scan, self.sensitivity
        if scan is not None:
            strokes = self._strokes.get(self._mask, ())
            self._has_looked = True
            self._looking.run(
                lambda: _found(scan, sensitivity, strokes),
                partial(self._on_found, strokes),
                self._fail,
            )
            self.busy_changed.emit(True)

    def set_sensitivity(self, sensitivity: float) -> None:
        """Look with another sensitivity, 0..1, now if dust has been looked for already."""
        self.sensitivity = sensitivity
        if self._has_looked:
            self.find()

    def _on_found(
        self, strokes: tuple[DustStroke, ...], found: tuple[DustMask | None, int]
    ) -> None:
        if self._dabs is not None:  # the brush is down
            self._found_during_stroke = True
            self.busy_changed.emit(True)
            return
        if strokes != self._strokes.get(self._mask, ()):  # it was used meanwhile
            self.find()
            return
        mask, count = found
        self._strokes[mask] = strokes
        if mask is not None:
            self._counts[mask] = count
        self._editor.set_dust(FIND, mask)
        self.busy_changed.emit(self.is_looking)

    def stop_looking(self) -> None:
        """Stop looking for dust; what is known of it stays."""
        self._looking.cancel()
        self._found_during_stroke = False
        self.busy_changed.emit(False)

    def clear(self) -> None:
        """Fill nothing any more."""
        self.stop_looking()
        self._editor.begin_gesture()
        self._editor.set_dust(CLEAR, None)

    def _fail(self, error: Exception) -> None:
        self.busy_changed.emit(False)
        if not isinstance(error, Cancelled):
            self.failed.emit(error)

    # brush and eraser

    def set_radius(self, radius: float) -> None:
        """Use a brush of another size."""
        self.radius = DUST_SIZES.within(radius)
        self.brush_changed.emit(self.radius)

    def resize(self, steps: float) -> None:
        """Make the brush larger (above 0) or smaller."""
        self.set_radius(DUST_SIZES.resized(self.radius, steps))

    def begin_stroke(self, erases: bool) -> bool:
        """Put the brush down, or the eraser; False without a scan."""
        self._dabs, self._erases = [], erases
        return self._loaded() is not None

    def stroke_to(self, x: float, y: float) -> Area | None:
        """Move the brush to a place of the scan, 0..1; gives the rows and columns that changed."""
        places, dabs = self._places, self._dabs
        if places is None or dabs is None:
            return None
        dab = Dab(x, y, self.radius)
        area = painted(places, dabs[-1] if dabs else dab, dab, erase=self._erases)
        dabs.append(dab)
        if area is not None and self._veil is not None:
            self._veil.update(area)
        return area

    def end_stroke(self) -> None:
        """Lift the brush: what it covered is one step of undo."""
        places, dabs, self._dabs = self._places, self._dabs, None
        if places is not None and dabs:
            self._take(places, tuple(dabs))
        self._look_again()

    def _take(self, places: BoolArray, dabs: tuple[Dab, ...]) -> None:
        strokes = self._strokes.get(self._mask, ())
        self._mask = DustMask.of(places) if places.any() else None
        self._strokes[self._mask] = (*strokes, DustStroke(self._erases, dabs))
        self._editor.begin_gesture()
        self._editor.set_dust(_STROKE_NAMES[self._erases], self._mask)
        self._count()

    def cancel_stroke(self) -> None:
        """Take back the stroke that goes on."""
        self._places = self._veil = self._dabs = None
        self.shown.emit()
        self._look_again()

    def _look_again(self) -> None:
        """Look again where dust was found while the brush was down, and keep its stroke."""
        if self._found_during_stroke:
            self._found_during_stroke = False
            self.find()


def _found(
    scan: Photo, sensitivity: float, strokes: Iterable[DustStroke]
) -> tuple[DustMask | None, int]:
    """The dust of a scan with what a user corrected of it, and in how many places it is."""
    places = detect_dust(scan, sensitivity)
    for stroke in strokes:
        stroke.draw(places)
    if not places.any():
        return None, 0
    mask = DustMask.of(places)
    return mask, dust_count(mask)
