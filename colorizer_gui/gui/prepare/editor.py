"""The preparation that is being made of a scan, with steps of undo of its own."""

import math
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.preparation import Crop, Levels, Preparation
from colorizer_gui.engine.preparation.dust_mask import DustMask
from colorizer_gui.engine.preparation.geometry import Geometry
from colorizer_gui.engine.preparation.preparation import MOST_ANGLE
from colorizer_gui.engine.session.edits import EditState, History
from colorizer_gui.gui.prepare.crop_frame import WHOLE, CropFrame, Grip

CROP = Message("Crop")
STRAIGHTEN = Message("Straighten")
ROTATE = {-1: Message("Rotate Left"), 1: Message("Rotate Right")}
INVERT = Message("Invert Negative")
LEVELS = Message("Levels")
ANGLE_DIGITS = 1  # of degrees


class PreparationEditor(QObject):
    """Edits the preparation of one scan; nothing else changes until it is taken over.

    `changed` carries a Preparation, `history_changed` a History whose states have nothing else.
    """

    changed = Signal(object)
    history_changed = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.history = History()
        self._size = (1, 1)
        self._ratio: float | None = None
        self._gesture = 0
        self._crop_before: Crop | None = None  # the gesture that goes on

    def begin(self, size: tuple[int, int], preparation: Preparation) -> None:
        """Edit the preparation of another scan, given its width and height."""
        self._size, self._ratio = size, None
        self.history = History(EditState(preparation=preparation))
        self.begin_gesture()
        self._tell()

    @property
    def preparation(self) -> Preparation:
        """The preparation as it is now."""
        return self.history.state.preparation

    @property
    def scan_size(self) -> tuple[int, int]:
        """Width and height of the scan."""
        return self._size

    @property
    def geometry(self) -> Geometry:
        """Where the places of the scan lie in the photo before it is cropped."""
        return Geometry(*self._size, replace(self.preparation, crop=None))

    @property
    def frame(self) -> CropFrame:
        """The crop as a frame; a fixed ratio is as lying or upright as the crop is."""
        width, height = self.geometry.size
        free = CropFrame(self.preparation.crop or WHOLE, width, height)
        if self._ratio is None:
            return free
        is_lying = free.size[0] >= free.size[1]
        return replace(free, ratio=self._ratio if is_lying else 1 / self._ratio)

    # steps of undo

    def begin_gesture(self) -> None:
        """Let what is edited from now on be a step of undo of its own."""
        self._gesture += 1
        self._crop_before = self.preparation.crop

    def undo(self) -> None:
        """Undo the latest step."""
        self._set(self.history.undo())
        self.begin_gesture()

    def redo(self) -> None:
        """Redo the step that was undone last."""
        self._set(self.history.redo())
        self.begin_gesture()

    def _edit(self, name: Message, preparation: Preparation) -> None:
        """Prepare the scan in another way; what has one name in one gesture is one step."""
        if preparation != self.preparation:
            state = replace(self.history.state, preparation=preparation)
            self._set(self.history.edit(name, state, (name, self._gesture)))

    def _set(self, history: History) -> None:
        self.history = history
        self._tell()

    def _tell(self) -> None:
        self.changed.emit(self.preparation)
        self.history_changed.emit(self.history)

    # geometry

    def turn(self, by: int) -> None:
        """Turn the photo by 90 degrees, clockwise (1) or counterclockwise (-1)."""
        self.begin_gesture()
        self._edit(ROTATE[by], self.preparation.turned(by))

    def set_angle(self, degrees: float) -> None:
        """Straighten the photo by an angle, clockwise; a fixed ratio of the crop stays."""
        angle = round(min(max(degrees, -MOST_ANGLE), MOST_ANGLE), ANGLE_DIGITS)
        straightened = replace(self.preparation, angle=angle or 0.0)  # never -0
        if self._crop_before is not None and self._ratio is not None:
            width, height = Geometry(*self._size, replace(straightened, crop=None)).size
            frame = CropFrame(self._crop_before, width, height, self.frame.ratio)
            straightened = replace(straightened, crop=frame.fitted())
        self._edit(STRAIGHTEN, straightened)

    def straighten_along(self, dx: float, dy: float) -> None:
        """Make a line level or upright, whichever is nearer.

        Parameters
        ----------
        dx, dy : float
            From one end of the line to the other, in pixels of the photo as it is now.
        """
        slant = math.degrees(math.atan2(dy, dx))
        self.begin_gesture()
        self.set_angle(self.preparation.angle - (slant - 90 * round(slant / 90)))

    def set_crop(self, crop: Crop | None) -> None:
        """Keep a part of the photo, or all of it."""
        self._edit(CROP, replace(self.preparation, crop=crop))

    def set_ratio(self, ratio: float | None) -> None:
        """Give the crop a fixed ratio of width to height in pixels, or leave it free."""
        self._ratio = None if ratio is None else max(ratio, 1 / ratio)
        self.begin_gesture()
        self.set_crop(replace(self.frame, ratio=ratio).fitted())

    def move_crop(self, dx: float, dy: float) -> None:
        """Move the crop by parts of the photo's sides."""
        self.set_crop(self.frame.moved(dx, dy))

    def drag_crop(self, grip: Grip, x: float, y: float) -> None:
        """Drag an edge or a corner of the crop to a place of the photo, 0..1."""
        self.set_crop(self.frame.dragged(grip, x, y))

    # tones and dust

    def invert(self, wanted: bool) -> None:
        """Treat the scan as a negative, or not."""
        self.begin_gesture()
        self._edit(INVERT, replace(self.preparation, inverted=wanted))

    def set_levels(self, levels: Levels | None) -> None:
        """Set the ends of the tones and what lies between; what changes nothing is none."""
        if levels == Levels(0.0, 1.0):
            levels = None
        self._edit(LEVELS, replace(self.preparation, levels=levels))

    def set_dust(self, name: Message, dust: DustMask | None) -> None:
        """Fill other places of the scan."""
        self._edit(name, replace(self.preparation, dust=dust))
