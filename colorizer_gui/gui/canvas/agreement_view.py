"""Shows where another version of the photo agrees with it, over the photo."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QImage, QPainter

from colorizer_gui.engine.color.version_blend import version_grid
from colorizer_gui.engine.color.version_colors import VersionColors
from colorizer_gui.gui.canvas.overlay import Overlay
from colorizer_gui.gui.canvas.uncertainty_view import veil_of


@dataclass(frozen=True, eq=False)
class AgreementOverlay(Overlay):
    """A dark veil that leaves bright what a version colors.

    Parameters
    ----------
    veil : QImage
    """

    veil: QImage

    @property
    def legend(self) -> str:
        """What is seen, in the window's language."""
        return QCoreApplication.translate(
            "AgreementView", "Bright: colors of the version. Dark: it differs, colors of the model"
        )

    def paint(self, painter: QPainter, photo: QRectF) -> None:
        """Draw over the photo, which lies in a rectangle."""
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(photo, self.veil)


def agreement_overlay(version: VersionColors) -> AgreementOverlay:
    """The overlay of a version."""
    _, agreement = version_grid(version)
    return AgreementOverlay(veil_of(np.ascontiguousarray(agreement)))
