"""A pen paints as wide as it is pressed, and its other end erases."""

import pytest
from gestures import on_photo
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QInputDevice, QPointingDevice, QPointingDeviceUniqueId, QTabletEvent
from PySide6.QtWidgets import QApplication

CAPABLE = QInputDevice.Capability.Position | QInputDevice.Capability.Pressure
PLACES = ((0.6, 0.3), (0.7, 0.3), (0.9, 0.3))


def pen(end=QPointingDevice.PointerType.Pen, capabilities=CAPABLE):
    """A pen of a tablet."""
    return QPointingDevice(
        "pen", 7, QInputDevice.DeviceType.Stylus, end, capabilities, 1, 3, "",
        QPointingDeviceUniqueId(),
    )  # fmt: skip


def draw(window, device, pressure, places=PLACES):
    """Draw with a pen over places (0..1) of the photo, with events of the windowing system."""
    canvas = window.parts.canvas
    kinds = [QEvent.Type.TabletPress, *[QEvent.Type.TabletMove] * (len(places) - 1)]
    for kind, place in zip([*kinds, QEvent.Type.TabletRelease], [*places, places[-1]], strict=True):
        point = on_photo(window, *place)
        inside = QPointF(canvas.mapTo(window, point))
        held = kind != QEvent.Type.TabletRelease
        event = QTabletEvent(
            kind, device, inside, QPointF(canvas.mapToGlobal(point)),
            pressure if held else 0.0, 0, 0, 0, 0, 0, Qt.KeyboardModifier.NoModifier,
            Qt.MouseButton.LeftButton,
            Qt.MouseButton.LeftButton if held else Qt.MouseButton.NoButton,
        )  # fmt: skip
        QApplication.sendEvent(window.windowHandle(), event)


@pytest.fixture
def painting(colorized, qtbot):
    """A window with a large brush in use."""
    qtbot.keyClick(colorized, Qt.Key.Key_B)
    for _ in range(6):
        qtbot.keyClick(colorized, Qt.Key.Key_BracketRight)
    return colorized


def covered(window):
    """The share of the photo that is painted."""
    return sum(float(each.mask.coverage().mean()) for each in window.document.region_state.regions)


def test_pressure_sets_the_size(painting):
    draw(painting, pen(), 1.0)
    full = covered(painting)
    painting.acts.undo.trigger()
    assert covered(painting) == 0
    draw(painting, pen(), 0.3)
    assert 0.1 * full < covered(painting) < 0.5 * full


@pytest.mark.parametrize(
    ("capabilities", "pressure"), [(QInputDevice.Capability.Position, 0.3), (CAPABLE, 0.0)]
)
def test_an_event_without_pressure_paints_full(painting, capabilities, pressure):
    draw(painting, pen(), 1.0)
    full = covered(painting)
    painting.acts.undo.trigger()
    draw(painting, pen(capabilities=capabilities), pressure)
    assert covered(painting) == pytest.approx(full)


def test_the_other_end_of_the_pen_erases(painting):
    draw(painting, pen(), 0.5)
    assert covered(painting) > 0
    draw(painting, pen(QPointingDevice.PointerType.Eraser), 1.0)
    assert covered(painting) == 0


def test_a_stroke_of_the_pen_is_one_edit(painting):
    draw(painting, pen(), 0.5)
    assert len(painting.document.history.done) == 1
