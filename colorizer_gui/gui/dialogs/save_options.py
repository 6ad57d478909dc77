"""How to save: what, in which format, how large. The size is told from a few pieces."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QLocale, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSlider,
)

from colorizer_gui.engine.painting.export_kind import ExportKind
from colorizer_gui.engine.photo import SAVE_FORMATS
from colorizer_gui.engine.session.size_estimate import estimated_bytes
from colorizer_gui.engine.settings import COMPRESSIONS, DEPTHS
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.tasks import Latest
from colorizer_gui.gui.dialogs.file_dialogs import FORMAT_NAMES
from colorizer_gui.gui.widgets.number_field import NumberField

WITH_QUALITY = ("jpeg", "webp", "avif")
WITH_DEPTH = ("png", "tiff")
WITH_COMPRESSION = ("tiff",)
SI = QLocale.DataSizeFormat.DataSizeSIFormat


def _tr(text):
    return QCoreApplication.translate("SaveOptions", text)


def _kind_words():
    return {
        ExportKind.RESULT: _tr("Colorized photo"),
        ExportKind.BEFORE_AFTER: _tr("Before and after, side by side"),
        ExportKind.LAYER: _tr("Colors only, as a layer for the blend mode Color"),
    }


def _keep_words():
    return {
        "all": _tr("Keep all"),
        "no-location": _tr("Keep all except location"),
        "none": _tr("Remove all"),
    }


class SaveOptions(QDialog):
    """Asks what to save and how.

    `accepted` says to go on; then the answers are kept as settings, but for `kind` and `format`.

    Parameters
    ----------
    result : Result
    preferences : Preferences
    tasks : Tasks
    """

    estimated = Signal()

    def __init__(self, result, preferences, tasks, parent=None):
        super().__init__(parent)
        self._result, self._preferences = result, preferences
        self._estimating = Latest(tasks)
        self.setWindowTitle(self.tr("Save With Options"))
        settings = preferences.settings
        self.kinds = _list(_kind_words(), ExportKind.RESULT)
        formats = {name: FORMAT_NAMES[name] for name in SAVE_FORMATS}
        own = result.photo.format
        self.formats = _list(formats, own if own in formats else "png")
        depths = {0: _tr("Same as photo"), 8: _tr("8 bits"), 16: _tr("16 bits")}
        self.depths = _list({depth: depths[depth] for depth in DEPTHS}, settings.depth)
        names = {"deflate": "Deflate", "lzw": "LZW"}
        self.compressions = _list({n: names[n] for n in COMPRESSIONS}, settings.compression)
        self.keeps = _list(_keep_words(), settings.keep)
        self.quality = QSlider(Qt.Orientation.Horizontal)
        self.number = NumberField(keyboardTracking=False)
        for control in (self.quality, self.number):
            control.setRange(1, 100)
            control.setValue(settings.quality)
            control.setMinimumHeight(theme.HIT_SIZE)
            control.setAccessibleName(self.tr("Quality"))
        self.quality.valueChanged.connect(self.number.setValue)
        self.number.valueChanged.connect(self.quality.setValue)
        self.size_label = QLabel()
        self._form = QFormLayout(self)
        self._fill()
        for control in (self.kinds, self.formats, self.depths, self.compressions, self.keeps):
            control.activated.connect(lambda _: self._follow())
        self.quality.valueChanged.connect(lambda _: self._follow())
        self._follow()

    def _fill(self):
        form = self._form
        form.setContentsMargins(3 * theme.GRID, 3 * theme.GRID, 3 * theme.GRID, 2 * theme.GRID)
        form.setHorizontalSpacing(2 * theme.GRID)
        form.setVerticalSpacing(theme.GRID)
        self._quality_row = QHBoxLayout()
        self._quality_row.addWidget(self.quality, 1)
        self._quality_row.addWidget(self.number)
        for text, field in (
            (self.tr("Save"), self.kinds),
            (self.tr("Format"), self.formats),
            (self.tr("Quality"), self._quality_row),
            (self.tr("Depth"), self.depths),
            (self.tr("Compression"), self.compressions),
            (self.tr("Metadata"), self.keeps),
            (self.tr("File size"), self.size_label),
        ):
            theme.add_row(form, text, field)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        save = buttons.addButton(self.tr("Save..."), QDialogButtonBox.ButtonRole.AcceptRole)
        save.setDefault(True)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        theme.add_buttons(form, buttons)

    @property
    def kind(self):
        """The ExportKind to save."""
        return ExportKind(self.kinds.currentData())  # Qt keeps the text alone

    @property
    def format(self):
        """The format's key in SAVE_FORMATS."""
        return self.formats.currentData()

    def _answers(self):
        """The answers that are settings."""
        return {
            "quality": self.quality.value(),
            "depth": self.depths.currentData(),
            "compression": self.compressions.currentData(),
            "keep": self.keeps.currentData(),
        }

    def _follow(self):
        """Show what the format has, and estimate the size anew."""
        for row, formats in (
            (self._quality_row, WITH_QUALITY),
            (self.depths, WITH_DEPTH),
            (self.compressions, WITH_COMPRESSION),
        ):
            self._form.setRowVisible(row, self.format in formats)
        result, kind = self._result, self.kind
        settings = replace(self._preferences.settings, **self._answers())
        output = replace(settings.output(), format=self.format)
        self._estimating.run(
            lambda: estimated_bytes(
                result.photo, lambda area: result.painting(area=area), kind.made, output
            ),
            self._show_size,
            lambda _: self.size_label.setText("\N{EN DASH}"),  # saving will say what is wrong
        )

    def _show_size(self, count):
        about = self.tr("About {0}")
        self.size_label.setText(about.format(QLocale().formattedDataSize(count, 1, SI)))
        self.estimated.emit()

    def accept(self):
        """Save: what was answered is what the next time begins with."""
        self._preferences.change(**self._answers())
        super().accept()

    def done(self, code):
        """Closed: estimate no more."""
        self._estimating.cancel()
        super().done(code)


def _list(words, chosen):
    """A list of choices in words, one of them chosen."""
    control = QComboBox()
    for choice, text in words.items():
        control.addItem(text, choice)
    control.setCurrentIndex(list(words).index(chosen))
    control.setMinimumHeight(theme.HIT_SIZE)
    return control
