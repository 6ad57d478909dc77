"""Saved colors that are proposed, as quiet marks over the photo."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QEnterEvent, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.saved_colors import ProposedColor
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.color_words import color_words
from colorizer_gui.gui.base.colors import shown_color
from colorizer_gui.gui.base.keys import ENTER_KEYS, REMOVAL_KEYS, asks_for
from colorizer_gui.gui.base.screen_color import screen_colors
from colorizer_gui.gui.canvas.photo_view import PhotoView

_RING, _DASH = 8.0, 1.6
_GROUND, _AIMED_GROUND = QColor(0, 0, 0, 110), QColor(0, 0, 0, 190)
_ROUNDING = 4.0
_CROSS = 4.0  # from its middle to its ends
_LONGEST, _SHORTEST = 20 * theme.GRID, 3 * theme.GRID  # of a name, which is cut or left out
_GAP = 1


class _Part(QAbstractButton):
    """A button on a dark ground that lies over the photo."""

    def __init__(self, size: QSize) -> None:
        super().__init__()
        self.setFixedSize(size)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def _begin(self) -> QPainter:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_AIMED_GROUND if self.underMouse() else _GROUND)
        painter.drawRoundedRect(QRectF(self.rect()), _ROUNDING, _ROUNDING)
        return painter


class _Accept(_Part):
    """A dashed ring with the color, and the name of the saved color."""

    def __init__(self, proposed: ProposedColor) -> None:
        super().__init__(QSize(theme.HIT_SIZE, theme.HIT_SIZE))
        self._name = proposed.name
        self._words = ""
        self._color = shown_color(proposed.lightness, proposed.hint.a, proposed.hint.b)

    def fit(self, metrics: QFontMetrics, room: int) -> None:
        """Show as much of the name as there is room for; the ring stays."""
        longest = min(_LONGEST, room - theme.HIT_SIZE - theme.GRID)
        is_shown = longest >= _SHORTEST
        elided = metrics.elidedText(self._name, Qt.TextElideMode.ElideRight, longest)
        self._words = elided if is_shown else ""
        words = metrics.horizontalAdvance(self._words) + theme.GRID if is_shown else 0
        self.setFixedWidth(theme.HIT_SIZE + words)

    @property
    def words(self) -> str:
        """As much of the name as is shown."""
        return self._words

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = self._begin()
        is_mirrored = self.layoutDirection() is Qt.LayoutDirection.RightToLeft
        half = theme.HIT_SIZE / 2
        center = QPointF(self.width() - half if is_mirrored else half, half)
        painter.setBrush(screen_colors.color(self._color, self))
        dashes = QPen(Qt.GlobalColor.white, 2)
        dashes.setCapStyle(Qt.PenCapStyle.FlatCap)
        dashes.setDashPattern([_DASH, _DASH])
        painter.setPen(dashes)
        painter.drawEllipse(center, _RING, _RING)
        painter.setPen(Qt.GlobalColor.white)
        left = theme.GRID if is_mirrored else theme.HIT_SIZE
        words = QRectF(self.rect()).adjusted(left, 0, 0, 0)
        where = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute
        painter.drawText(words, where | Qt.AlignmentFlag.AlignVCenter, self._words)


class _Dismiss(_Part):
    """A cross."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = self._begin()
        painter.setPen(QPen(Qt.GlobalColor.white, 1.5))
        middle = QRectF(self.rect()).center()
        for turn in (1, -1):
            end = QPointF(_CROSS, turn * _CROSS)
            painter.drawLine(middle - end, middle + end)


class ProposalMark(QWidget):
    """One proposed color: a click on it accepts it, its cross or Delete dismisses it.

    Signals
    -------
    accepted(), dismissed()
    pointed_at(bool) : whether the pointer is over it
    """

    accepted = Signal()
    dismissed = Signal()
    pointed_at = Signal(bool)

    def __init__(self, canvas: QWidget, proposed: ProposedColor) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.place = proposed.hint.x, proposed.hint.y
        self.accept = _Accept(proposed)
        self.dismiss = _Dismiss(QSize(theme.HIT_SIZE, theme.HIT_SIZE))
        color = shown_color(proposed.lightness, proposed.hint.a, proposed.hint.b)
        words = self.tr("Proposed: {0}, {1}. Click to use it here")
        words = words.format(proposed.name, color_words(color))
        self.accept.setToolTip(words)
        self.accept.setAccessibleName(words)
        unwanted = self.tr("Do not propose {0} in this photo").format(proposed.name)
        self.dismiss.setToolTip(unwanted)
        self.dismiss.setAccessibleName(unwanted)
        self.accept.clicked.connect(self.accepted)
        self.dismiss.clicked.connect(self.dismissed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        row.addWidget(self.accept)
        row.addWidget(self.dismiss)

    def follow(self, point: QPoint | None) -> None:
        """Lie with the ring at a point of the canvas, the words where there is room, or nowhere.

        No part of it is cut off: the name is shortened, and at an edge the ring lies beside the
        point.
        """
        self.setVisible(point is not None)
        if point is None:
            return
        canvas, half = self._canvas.size(), theme.HIT_SIZE // 2
        x = min(max(point.x(), half), canvas.width() - half)
        y = min(max(point.y(), half), canvas.height() - half)
        beside = theme.HIT_SIZE + _GAP  # the cross
        before, after = x + half - beside, canvas.width() - x + half - beside
        self.accept.fit(self._canvas.fontMetrics(), _LONGEST + beside)
        is_mirrored = self.accept.width() > after and before > after
        self.accept.fit(self._canvas.fontMetrics(), before if is_mirrored else after)
        left, right = Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft
        self.setLayoutDirection(right if is_mirrored else left)
        width = self.accept.width() + beside
        self.setGeometry(
            x + half - width if is_mirrored else x - half, y - half, width, theme.HIT_SIZE
        )

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.pointed_at.emit(True)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.pointed_at.emit(False)

    def event(self, event: QEvent) -> bool:
        # Otherwise Delete would be the shortcut that removes the hint.
        if asks_for(event, *REMOVAL_KEYS):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in REMOVAL_KEYS:
            self.dismissed.emit()
        elif event.key() in ENTER_KEYS:
            self.accepted.emit()
        else:
            super().keyPressEvent(event)


class ProposalMarks(QObject):
    """The marks of all proposed colors on a canvas.

    `accepted` and `pointed_at` carry the ColorHint, `pointed_at` None when the pointer is gone;
    `dismissed` carries the name of the saved color.

    Parameters
    ----------
    canvas : PhotoView
    """

    accepted = Signal(object)
    dismissed = Signal(str)
    pointed_at = Signal(object)

    def __init__(self, canvas: PhotoView) -> None:
        super().__init__(canvas)
        self._is_hidden = False
        self._canvas = canvas
        self.marks: list[ProposalMark] = []
        canvas.view_changed.connect(self._follow)

    def show_proposed(self, proposed: Sequence[ProposedColor]) -> None:
        """Show these and no others."""
        focus = self._canvas.window().focusWidget()
        had_focus = focus is not None and any(mark.isAncestorOf(focus) for mark in self.marks)
        for mark in self.marks:
            mark.hide()
            mark.deleteLater()
        if had_focus:
            self._canvas.setFocus()
        self.marks = [self._mark(each) for each in proposed]
        self._follow()

    def set_hidden(self, wanted: bool) -> None:
        """Show none of them, while something else is done on the canvas."""
        self._is_hidden = wanted
        self._follow()

    def _mark(self, proposed: ProposedColor) -> ProposalMark:
        mark = ProposalMark(self._canvas, proposed)
        mark.accepted.connect(partial(self.accepted.emit, proposed.hint))
        mark.dismissed.connect(partial(self.dismissed.emit, proposed.name))
        mark.pointed_at.connect(partial(self._point, proposed.hint))
        return mark

    def _point(self, hint: ColorHint, is_over: bool) -> None:
        self.pointed_at.emit(hint if is_over else None)

    def _follow(self) -> None:
        for mark in self.marks:
            mark.follow(None if self._is_hidden else self._canvas.point_of(*mark.place))
