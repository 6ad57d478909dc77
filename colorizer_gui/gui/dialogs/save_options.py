"""Save With Options: what to save, in which format, and how large the file will be."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QSlider,
    QWidget,
)

from colorizer_gui.engine.choices import DEFAULT_QUALITY, MARK_OPACITIES, MARK_SIZES, OUTPUT_SPACES
from colorizer_gui.engine.photo import WRITABLE_FORMATS, FileFormat, format_by_id, writable_format
from colorizer_gui.engine.session.export_kind import ExportKind
from colorizer_gui.engine.session.in_color import OwnColors
from colorizer_gui.engine.session.predictions import Rendering
from colorizer_gui.engine.session.size_estimate import estimated_bytes
from colorizer_gui.engine.settings import Settings
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.base.preferences import Preferences
from colorizer_gui.gui.base.tasks import Latest, Tasks
from colorizer_gui.gui.dialogs.settings_dialog import choice_labels
from colorizer_gui.gui.widgets.number_field import NumberField

SI = QLocale.DataSizeFormat.DataSizeSIFormat
Choice = TypeVar("Choice")
UNKNOWN = "\N{EN DASH}"


def _tr(text: str) -> str:
    return QCoreApplication.translate("SaveOptions", text)


def _kind_words() -> dict[ExportKind, str]:
    return {
        ExportKind.RESULT: _tr("Colorized photo"),
        ExportKind.BEFORE_AFTER: _tr("Before and after, side by side"),
        ExportKind.LAYER: _tr("Colors only, as a layer for the blend mode Color"),
        ExportKind.SLIDER: _tr("Before and after, web page with a slider"),
        ExportKind.ANIMATION: _tr("Before and after, animated WebP"),
    }


class SaveOptions(QDialog):
    """Asks what to save and how.

    When it is accepted the answers become settings, except for `kind` and `format`.

    Parameters
    ----------
    result : Rendering or OwnColors
        The latter is saved as it is alone.
    preferences : Preferences
    tasks : Tasks
    """

    estimated = Signal()

    def __init__(
        self,
        result: Rendering | OwnColors,
        preferences: Preferences,
        tasks: Tasks,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._result, self._preferences = result, preferences
        self._estimating = Latest(tasks)
        self.setWindowTitle(self.tr("Save With Options"))
        settings = preferences.settings
        self._is_colorized = isinstance(result, Rendering)
        own = {ExportKind.RESULT: self.tr("Photo in its own colors")}
        self.kinds = _list(_kind_words() if self._is_colorized else own, ExportKind.RESULT)
        formats = {row.id: row.label for row in WRITABLE_FORMATS}
        self.formats = _list(formats, writable_format(result.photo.format).id)
        self.depths = _list(choice_labels("depth"), settings.depth)
        self.spaces = _list(choice_labels("space"), settings.space)
        self._depths_of: FileFormat | None = None
        self._shown: list[bool] = []  # which rows are
        self.compressions = _list(choice_labels("compression"), settings.compression)
        self.keeps = _list(choice_labels("keep"), settings.keep)
        self.dates = QCheckBox(self.tr("Same as photo"))
        self.dates.setChecked(settings.keep_dates)
        self.dates.setMinimumHeight(theme.HIT_SIZE)
        self.dates.setAccessibleName(self.tr("File date"))
        self.marks = _list(choice_labels("mark_corner"), settings.mark_corner)
        self.mark_size = _percentage(settings.mark_size, MARK_SIZES, self.tr("Size of the mark"))
        self.mark_opacity = _percentage(
            settings.mark_opacity, MARK_OPACITIES, self.tr("Opacity of the mark")
        )
        self.quality = QSlider(Qt.Orientation.Horizontal)
        self.number = NumberField()
        self.number.setKeyboardTracking(False)
        for control in (self.quality, self.number):
            control.setRange(1, 100)
            control.setValue(settings.quality)
            control.setMinimumHeight(theme.HIT_SIZE)
            control.setAccessibleName(self.tr("Quality"))
        self.automatic = QCheckBox(self.tr("Automatic"))
        self.automatic.setToolTip(self.tr("As fine as it takes to keep the lightness of a JPEG"))
        self.automatic.setChecked(settings.has_default_quality)
        self.automatic.toggled.connect(self._on_automatic)
        self.quality.valueChanged.connect(lambda _: self.automatic.setChecked(False))
        self.quality.valueChanged.connect(self.number.setValue)
        self.number.valueChanged.connect(self.quality.setValue)
        self.size_label = QLabel()
        self._quality_row, self._mark_row = QHBoxLayout(), QHBoxLayout()
        self._form = QFormLayout(self)
        self._fill_form()
        how = self.depths, self.compressions, self.spaces, self.keeps, self.marks
        for choices in (self.kinds, self.formats, *how):
            choices.activated.connect(lambda _: self._follow())
        self.quality.valueChanged.connect(lambda _: self._follow())
        self._follow()

    def _fill_form(self) -> None:
        form = self._form
        form.setContentsMargins(3 * theme.GRID, 3 * theme.GRID, 3 * theme.GRID, 2 * theme.GRID)
        form.setHorizontalSpacing(2 * theme.GRID)
        form.setVerticalSpacing(theme.GRID)
        self._quality_row.addWidget(self.quality, 1)
        self._quality_row.addWidget(self.number)
        self._quality_row.addWidget(self.automatic)
        for row in (self._quality_row, self._mark_row):
            row.setSpacing(theme.GRID)
        self._mark_row.addWidget(self.marks, 1)
        self._mark_row.addWidget(self.mark_size)
        self._mark_row.addWidget(self.mark_opacity)
        for text, field in (
            (self.tr("Save"), self.kinds),
            (self.tr("Format"), self.formats),
            (self.tr("Quality"), self._quality_row),
            (self.tr("Depth"), self.depths),
            (self.tr("Compression"), self.compressions),
            (self.tr("Color space"), self.spaces),
            (self.tr("Metadata"), self.keeps),
            (self.tr("Visible mark"), self._mark_row),
            (self.tr("File date"), self.dates),
            (self.tr("File size"), self.size_label),
        ):
            theme.add_row(form, text, field)
        buttons = QDialogButtonBox()
        # The first is the one that Enter presses.
        buttons.addButton(self.tr("Save..."), QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        theme.add_buttons(form, buttons)

    @property
    def is_estimating(self) -> bool:
        """Whether the size shown is about to change."""
        return not self._estimating.idle

    @property
    def kind(self) -> ExportKind:
        """What to save."""
        return ExportKind(self.kinds.currentData())  # Qt gives back a plain str

    @property
    def format(self) -> str:
        """The format, one of `choices.SAVE_FORMATS`."""
        return str(self.formats.currentData())

    @property
    def _has_spaces(self) -> bool:
        """Whether there is a choice of color spaces."""
        return format_by_id(self.format).has_profiles and self.kind is ExportKind.RESULT

    def _answered(self) -> Settings:
        """The settings with the answers that become settings."""
        return replace(
            self._preferences.settings,
            quality=self.quality.value(),
            default_quality=self.automatic.isChecked(),
            depth=self.depths.currentData(),
            compression=self.compressions.currentData(),
            space=self.spaces.currentData() if self._has_spaces else OUTPUT_SPACES[0],
            keep=self.keeps.currentData(),
            keep_dates=self.dates.isChecked(),
            mark_corner=self.marks.currentData(),
            mark_size=self.mark_size.value(),
            mark_opacity=self.mark_opacity.value(),
        )

    def _on_automatic(self, is_on: bool) -> None:
        """Show the default quality while it holds."""
        if is_on:
            for control in (self.quality, self.number):
                with QSignalBlocker(control):
                    control.setValue(DEFAULT_QUALITY)
        self._follow()

    def _follow(self) -> None:
        """Show the options that the format has, and estimate the size again."""
        chosen = format_by_id(self.format)
        self._offer_depths(chosen)
        for field in (self.mark_size, self.mark_opacity):
            field.setEnabled(bool(self.marks.currentData()))
        has_format = self.kind.suffix is None
        self._form.setRowVisible(self._mark_row, self._is_colorized)
        shown = []
        for row, is_visible in (
            (self.formats, True),
            (self._quality_row, chosen.has_quality),
            (self.depths, chosen.has_depths),
            (self.compressions, chosen.has_compression),
            (self.spaces, self._has_spaces),
            (self.keeps, True),
        ):
            self._form.setRowVisible(row, is_visible and has_format)
            shown.append(is_visible and has_format)
        if shown != self._shown:
            self._shown = shown
            self.adjustSize()
        result = self._result
        output = replace(self._answered().output(), format=self.format, kind=self.kind)
        self._estimating.run(
            lambda: estimated_bytes(result, output),
            self._show_size,
            lambda _: self.size_label.setText(UNKNOWN),  # saving tells what is wrong
        )

    def _offer_depths(self, chosen: FileFormat) -> None:
        """Offer the depths that a format has, unless it has one alone."""
        if chosen is self._depths_of or not chosen.has_depths:
            return
        self._depths_of, depth = chosen, self.depths.currentData()
        self.depths.clear()
        for value, text in choice_labels("depth").items():
            if not value or value in chosen.depths:
                self.depths.addItem(text, value)
        self.depths.setCurrentIndex(max(0, self.depths.findData(depth)))

    def _show_size(self, count: int) -> None:
        about = self.tr("About {0}")
        self.size_label.setText(about.format(QLocale().formattedDataSize(count, 1, SI)))
        self.estimated.emit()

    def accept(self) -> None:
        """Keep the answers for the next time, and close."""
        answered = self._answered()
        self._preferences.change(
            quality=answered.quality,
            default_quality=answered.default_quality,
            depth=answered.depth,
            compression=answered.compression,
            space=answered.space,
            keep=answered.keep,
            keep_dates=answered.keep_dates,
            mark_corner=answered.mark_corner,
            mark_size=answered.mark_size,
            mark_opacity=answered.mark_opacity,
        )
        super().accept()

    def done(self, code: int) -> None:
        """Close, and estimate no more: keys that were typed ahead may still come."""
        self._estimating.end()
        super().done(code)


def _percentage(value: int, limits: tuple[int, int], name: str) -> NumberField:
    """A field for a percentage."""
    field = NumberField()
    field.setRange(*limits)
    field.setValue(value)
    field.setSuffix("%")
    field.setMinimumHeight(theme.HIT_SIZE)
    field.setAccessibleName(name)
    field.setToolTip(name)
    return field


def _list(words: Mapping[Choice, str], chosen: Choice) -> QComboBox:
    """A list of choices by their words, one of them chosen."""
    choices = QComboBox()
    for choice, text in words.items():
        choices.addItem(text, choice)
    choices.setCurrentIndex(list(words).index(chosen))
    choices.setMinimumHeight(theme.HIT_SIZE)
    return choices
