"""Pictures of the scan as it is being prepared, in its own geometry, made in the background."""

from dataclasses import dataclass, replace

import numpy as np
from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from colorizer_gui.engine.arrays import Area, FloatArray
from colorizer_gui.engine.errors import Cancelled
from colorizer_gui.engine.photo import Photo, reduced
from colorizer_gui.engine.photo.screen_jpeg import eight_bits
from colorizer_gui.engine.preparation import Levels, Preparation
from colorizer_gui.engine.preparation.dust import filled
from colorizer_gui.engine.preparation.dust_mask import DustMask
from colorizer_gui.engine.preparation.prepare import level_ends, prepared
from colorizer_gui.engine.session.open_photo import SCREEN_PIXELS
from colorizer_gui.gui.base.images import to_qimage
from colorizer_gui.gui.base.tasks import Latest, Tasks

TONES = 256
_SURROUNDINGS = 48  # pixels around a part that decide how dust in it is filled


@dataclass(frozen=True, eq=False)
class Preview:
    """The scan with its tones, neither turned nor cropped.

    Parameters
    ----------
    image : QImage
        For the screen, smaller than the scan.
    black, white : float
        The tones that become black and white, 0..1.
    histogram : ndarray of float64, shape (256,)
        The shares of the tones of what is kept, before black and white are moved.
    """

    image: QImage
    black: float
    white: float
    histogram: FloatArray


@dataclass(frozen=True, eq=False)
class ScanDetail:
    """A part of the scan at full resolution, by its rows and columns."""

    area: Area
    image: QImage


class Previewer(QObject):
    """Makes previews of one scan. `painted` carries a Preview, `detailed` a ScanDetail.

    `failed` carries an exception.

    Parameters
    ----------
    tasks : Tasks
    """

    painted = Signal(object)
    detailed = Signal(object)
    failed = Signal(object)

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._latest, self._latest_detail = Latest(tasks), Latest(tasks)
        self._scan: Photo | None = None
        self._copy: _Copy | None = None
        self._wanted = Preparation()
        self._fills_dust = True
        self._area: Area | None = None

    def begin(self, scan: Photo) -> None:
        """Show another scan."""
        self.end()
        self._scan = scan

    def end(self) -> None:
        """Show nothing more."""
        self._latest.cancel()
        self._latest_detail.cancel()
        self._scan = self._copy = self._area = None

    def show(self, preparation: Preparation, *, fills_dust: bool) -> None:
        """Show the scan prepared in another way, its dust filled or not."""
        self._wanted, self._fills_dust = preparation, fills_dust
        scan, copy = self._scan, self._copy
        if scan is None:
            return

        def work() -> tuple[_Copy, Preview]:
            made = (copy or _Copy.of(scan)).filled_with(preparation.dust if fills_dust else None)
            return made, _preview(scan, made.clean, preparation)

        self._latest.run(work, self._on_painted, self._on_failed)
        self._show_detail()

    def look_at(self, area: Area | None) -> None:
        """Show a part of the scan at full resolution from now on, or none."""
        if area != self._area:
            self._area = area
            self._show_detail()

    def _show_detail(self) -> None:
        scan, area = self._scan, self._area
        preparation, fills_dust = self._wanted, self._fills_dust
        if scan is not None and area is not None:
            self._latest_detail.run(
                lambda: _detail(scan, preparation, area, fills_dust=fills_dust),
                self.detailed.emit,
                self._on_failed,
            )

    def _on_painted(self, made: tuple["_Copy", Preview]) -> None:
        self._copy, preview = made
        self.painted.emit(preview)

    def _on_failed(self, error: Exception) -> None:
        if not isinstance(error, Cancelled):
            self.failed.emit(error)


@dataclass(frozen=True, eq=False)
class _Copy:
    """A copy of a scan for the screen, as it is and with some dust filled."""

    screen: Photo
    dust: DustMask | None
    clean: Photo

    @classmethod
    def of(cls, scan: Photo) -> "_Copy":
        screen = reduced(scan, SCREEN_PIXELS)
        return cls(screen, None, screen)

    def filled_with(self, dust: DustMask | None) -> "_Copy":
        if dust == self.dust:
            return self
        clean = self.screen if dust is None else filled(self.screen, dust)
        return _Copy(self.screen, dust, clean)


def _tones(scan: Photo, preparation: Preparation) -> Preparation:
    """What a preparation does to tones alone, its ends measured in the whole scan."""
    levels = preparation.levels
    if levels is not None:
        levels = Levels(*level_ends(scan, preparation), levels.gamma)
    return Preparation(inverted=preparation.inverted, levels=levels)


def _preview(scan: Photo, screen: Photo, preparation: Preparation) -> Preview:
    tones = _tones(scan, preparation)
    kept = prepared(screen, replace(preparation, levels=None, dust=None))
    counts = np.bincount(eight_bits(kept.pixels).ravel(), minlength=TONES)
    levels = tones.levels or Levels(0.0, 1.0)
    image = to_qimage(prepared(screen, tones).pixels)
    return Preview(image, levels.black or 0.0, levels.white or 1.0, counts / counts.sum())


def _detail(scan: Photo, preparation: Preparation, area: Area, *, fills_dust: bool) -> ScanDetail:
    """A part of the scan, with the tones of the whole."""
    tones = _tones(scan, preparation)
    rows, columns = area
    top, left = max(rows.start - _SURROUNDINGS, 0), max(columns.start - _SURROUNDINGS, 0)
    around = slice(top, rows.stop + _SURROUNDINGS), slice(left, columns.stop + _SURROUNDINGS)
    part = Photo(scan.pixels[around])
    if preparation.dust is not None and fills_dust:
        places = preparation.dust.places((scan.height, scan.width))[around]
        part = filled(part, DustMask.of(places)) if places.any() else part
    inside = (
        slice(rows.start - top, rows.stop - top),
        slice(columns.start - left, columns.stop - left),
    )
    return ScanDetail(area, to_qimage(prepared(Photo(part.pixels[inside]), tones).pixels))
