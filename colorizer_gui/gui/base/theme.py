"""A neutral gray theme, light or dark, and icons in the color of the text.

Users judge color in the window, so nothing but the photo has any, except for one accent that marks
the keyboard focus and the active tool.
"""

import functools
from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QIcon,
    QImage,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import (
    QAbstractScrollArea,
    QApplication,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLayout,
    QWidget,
)

from colorizer_gui.resources import resource

# Logical pixels.
GRID = 8
ICON_SIZE = 24
HIT_SIZE = 28  # the least height of what is clicked
ICON_PIXELS = (16, 20, 24, 32, 36, 48, 72, 96)


@dataclass(frozen=True)
class Theme:
    """The colors of the window, as hexadecimal sRGB."""

    window: str
    canvas: str
    raised: str
    field: str
    line: str
    text: str
    quiet: str
    faint: str
    selected: str
    accent: str


DARK = Theme(
    window="#2b2b2b",
    canvas="#3a3a3a",
    raised="#3d3d3d",
    field="#222222",
    line="#1a1a1a",
    text="#e6e6e6",
    quiet="#a8a8a8",
    faint="#8a8a8a",
    selected="#5c5c5c",
    accent="#4a90d9",
)
LIGHT = Theme(
    window="#ececec",
    canvas="#bdbdbd",
    raised="#f6f6f6",
    field="#ffffff",
    line="#b4b4b4",
    text="#1e1e1e",
    quiet="#565656",
    faint="#878787",
    selected="#c8c8c8",
    accent="#4a90d9",
)


# Fusion draws a bar of a few pixels as two lines, between which no progress can be seen.
THIN_PROGRESS = """
QProgressBar { background: transparent; border: none; }
QProgressBar::chunk { background: palette(placeholder-text); }
"""
# A scroll bar without arrows, just wide enough to be hit.
SLIM_BAR = """
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: palette(highlight); border-radius: 4px; margin: 2px; }
QScrollBar::handle:hover { background: palette(placeholder-text); }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""
BOX_EDGE = 127  # percent lighter: undoes Fusion's darkening
CHOICE = "colorizer-theme"  # the application's property that holds the user's choice
SCHEMES = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}


def application() -> QApplication:
    """The running application."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    return app


def current() -> Theme:
    """The theme that the user chose, or the one that fits the system's color scheme."""
    app = application()
    scheme = SCHEMES.get(app.property(CHOICE), app.styleHints().colorScheme())
    return DARK if scheme == Qt.ColorScheme.Dark else LIGHT


def follow_system(app: QApplication) -> None:
    """Style the application, and again whenever the system's color scheme changes."""
    app.setStyle("Fusion")
    _apply(app)
    app.styleHints().colorSchemeChanged.connect(lambda _: _apply(app))


def choose(name: str) -> None:
    """Apply the theme 'light', 'dark' or 'system' to the application."""
    app = application()
    if app.property(CHOICE) != name:
        app.setProperty(CHOICE, name)
        # The frames of windows change too, where the system allows it.
        app.styleHints().setColorScheme(SCHEMES.get(name, Qt.ColorScheme.Unknown))
        _apply(app)


def _apply(app: QApplication) -> None:
    theme = current()
    app.setPalette(palette(theme))
    # Fusion draws the edge of a check box in a darker shade of the window's color, which is
    # invisible on a dark window.
    boxes = palette(theme)
    boxes.setColor(QPalette.ColorRole.Window, QColor(theme.faint).lighter(BOX_EDGE))
    app.setPalette(boxes, "QCheckBox")  # type: ignore[arg-type]  # the stub wants bytes, Qt a str
    # A style sheet keeps the colors of the palette that it was set with.
    for widget in app.allWidgets():
        if sheet := widget.styleSheet():
            widget.setStyleSheet(sheet)


def palette(theme: Theme) -> QPalette:
    """The palette of a theme. `Mid` is the canvas, `Accent` the only color."""
    roles = {
        QPalette.ColorRole.Window: theme.window,
        QPalette.ColorRole.WindowText: theme.text,
        QPalette.ColorRole.Base: theme.field,
        QPalette.ColorRole.AlternateBase: theme.window,
        QPalette.ColorRole.Text: theme.text,
        QPalette.ColorRole.PlaceholderText: theme.quiet,
        QPalette.ColorRole.Button: theme.raised,
        QPalette.ColorRole.ButtonText: theme.text,
        QPalette.ColorRole.BrightText: theme.text,
        QPalette.ColorRole.ToolTipBase: theme.raised,
        QPalette.ColorRole.ToolTipText: theme.text,
        QPalette.ColorRole.Highlight: theme.selected,
        QPalette.ColorRole.HighlightedText: theme.text,
        QPalette.ColorRole.Accent: theme.accent,
        QPalette.ColorRole.Link: theme.text,
        QPalette.ColorRole.LinkVisited: theme.text,
        QPalette.ColorRole.Light: theme.raised,
        QPalette.ColorRole.Midlight: theme.raised,
        QPalette.ColorRole.Mid: theme.canvas,
        QPalette.ColorRole.Dark: theme.line,
        QPalette.ColorRole.Shadow: theme.line,
    }
    result = QPalette()
    for role, color in roles.items():
        result.setColor(role, QColor(color))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
        QPalette.ColorRole.HighlightedText,
        QPalette.ColorRole.PlaceholderText,
    ):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(theme.faint))
    return result


def heading(text: str) -> QLabel:
    """The title of a section."""
    label = QLabel(text)
    font = label.font()
    font.setWeight(QFont.Weight.DemiBold)
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1)
    label.setFont(font)
    return label


def slim_bars(area: QAbstractScrollArea) -> None:
    """Give a scroll area narrow bars without arrows."""
    for bar in (area.verticalScrollBar(), area.horizontalScrollBar()):
        bar.setStyleSheet(SLIM_BAR)


def fixed_font() -> QFont:
    """The system's monospaced font."""
    return QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)


def add_row(form: QFormLayout, text: str, field: QWidget | QLayout) -> None:
    """Add a field to a form, its label level with it."""
    label = QLabel(text)
    label.setMinimumHeight(HIT_SIZE)
    name_field(label, field)
    form.addRow(label, field)


def name_field(label: QLabel, field: QWidget | QLayout) -> None:
    """Let a label name a field or, of several in a layout, the first."""
    item = None if isinstance(field, QWidget) else field.itemAt(0)
    first = field if item is None else item.widget()
    if isinstance(first, QWidget):
        label.setBuddy(first)


def add_buttons(form: QFormLayout, buttons: QDialogButtonBox) -> None:
    """Add buttons to a form."""
    plain_buttons(buttons)
    form.addRow(buttons)


def plain_buttons(buttons: QDialogButtonBox) -> None:
    """Leave out the colored icons that some systems give to buttons, and make those large."""
    for button in buttons.buttons():
        button.setIcon(QIcon())
        button.setMinimumHeight(HIT_SIZE)


def icon(name: str) -> QIcon:
    """An icon of assets/icons in the theme's color of text, sharp at every scaling.

    When checked, as for the active tool, it has the accent color.
    """
    theme = current()
    result = QIcon()
    for mode, state, color in (
        (QIcon.Mode.Normal, QIcon.State.Off, theme.text),
        (QIcon.Mode.Normal, QIcon.State.On, theme.accent),
        (QIcon.Mode.Disabled, QIcon.State.Off, theme.faint),
        (QIcon.Mode.Disabled, QIcon.State.On, theme.faint),
    ):
        for drawn in _drawings(name, color):
            result.addPixmap(QPixmap.fromImage(drawn), mode, state)
    return result


@functools.cache
def _drawings(name: str, color: str) -> tuple[QImage, ...]:
    """An icon in one color, in all sizes. They are kept, for drawing hundreds takes long."""
    drawing = resource(f"assets/icons/{name}.svg").read_text(encoding="utf-8")
    tinted = QSvgRenderer(QByteArray(drawing.replace("currentColor", color).encode()))
    return tuple(_drawn(tinted, pixels) for pixels in ICON_PIXELS)


def _drawn(drawing: QSvgRenderer, pixels: int) -> QImage:
    """The drawing on a transparent square, `pixels` a side."""
    picture = QImage(pixels, pixels, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    drawing.render(painter, QRectF(0, 0, pixels, pixels))
    painter.end()
    return picture
