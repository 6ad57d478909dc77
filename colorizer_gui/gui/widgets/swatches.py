"""Colors of CIELAB on the screen: conversion, rings, and buttons to choose one."""

from functools import lru_cache

import numpy as np
from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QWidget

from colorizer_gui.engine.color.cielab import fit_to_gamut, lab_to_srgb, srgb_to_lab
from colorizer_gui.gui.base import theme


@lru_cache(maxsize=512)
def shown_color(lightness, a, b):
    """The QColor that sRGB has for L*, a*, b*; chroma that it cannot show is given up."""
    light = np.full((1, 1), lightness, np.float32)
    ab = fit_to_gamut(light, np.array([[[a, b]]], np.float32))
    rgb = lab_to_srgb(np.concatenate((light[..., None], ab), axis=-1))[0, 0]
    return QColor.fromRgb(*(int(part) for part in np.rint(np.clip(rgb, 0, 1) * 255)))


def ab_of(color):
    """The a*, b* of a QColor."""
    rgb = np.array(color.getRgbF()[:3], np.float32)
    _, a, b = srgb_to_lab(rgb).tolist()
    return a, b


def draw_ring(painter, center, radius, fill):
    """A disc with a white and a black outline, to be seen on any ground.

    Parameters
    ----------
    painter : QPainter
    center : QPointF
    radius : float
        Of the white outline's outer edge; the black one lies around it.
    fill : QColor
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(Qt.GlobalColor.black, 1))
    painter.setBrush(fill)
    painter.drawEllipse(center, radius + 0.5, radius + 0.5)
    painter.setPen(QPen(Qt.GlobalColor.white, 2))
    painter.drawEllipse(center, radius - 1, radius - 1)


class Swatch(QAbstractButton):
    """A color to choose; empty and disabled without one.

    `removed` says that the user wants it away, with a right click or Delete, if it is removable.
    """

    removed = Signal()

    def __init__(self, name, removable=False):
        super().__init__()
        self._name = name
        self._color = None
        self._removable = removable
        self.setFixedSize(theme.HIT_SIZE, theme.HIT_SIZE)
        self.setCheckable(True)
        self.show_color(None, False)

    def show_color(self, color, is_current):
        """Show a QColor or, with None, nothing; a ring marks the one in use."""
        self._color = color
        words = self._name if color is None else f"{self._name}, {color.name()}"
        self.setAccessibleName(words)
        away = self.tr("{0}. Right-click or Delete: remove") if self._removable else "{0}"
        self.setToolTip("" if color is None else away.format(words))
        self.setEnabled(color is not None)
        self.setChecked(is_current)
        self.update()

    def sizeHint(self):
        return QSize(theme.HIT_SIZE, theme.HIT_SIZE)

    def contextMenuEvent(self, event):
        if self._removable:
            self.removed.emit()
        else:
            super().contextMenuEvent(event)

    def event(self, event):
        # Delete would remove the hint otherwise.
        is_override = event.type() == QEvent.Type.ShortcutOverride
        if self._removable and is_override and event.key() == Qt.Key.Key_Delete:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event):
        if self._removable and event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def nextCheckState(self):
        pass  # the panel says which color is in use

    def paintEvent(self, _event):
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        faint = QColor(theme.current().faint)
        if self._color is None:
            painter.setPen(QPen(faint, 1, Qt.PenStyle.DotLine))
        else:
            painter.setPen(QPen(faint, 1))
            painter.setBrush(self._color)
        painter.drawRoundedRect(area, 4, 4)
        if self.isChecked():
            draw_ring(painter, QPointF(self.rect().center()) + QPointF(0.5, 0.5), 6, self._color)


class SwatchRow(QWidget):
    """Some colors in a line. `picked` carries the place of the one that was clicked."""

    picked = Signal(int)

    def __init__(self, count, name, parent=None):
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.GRID // 2)
        self.swatches = [Swatch(name.format(place + 1)) for place in range(count)]
        for place, swatch in enumerate(self.swatches):
            swatch.clicked.connect(lambda _checked, place=place: self.picked.emit(place))
            row.addWidget(swatch)
        row.addStretch(1)

    def show_colors(self, colors, current):
        """Show so many QColors, the one equal to `current` marked."""
        for place, swatch in enumerate(self.swatches):
            color = colors[place] if place < len(colors) else None
            swatch.show_color(color, color is not None and color == current)
