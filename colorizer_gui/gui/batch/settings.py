"""The settings of a batch."""

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QLayout,
    QLineEdit,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from colorizer_gui.engine.batch import BatchOptions
from colorizer_gui.engine.batch.names import check_template, result_name
from colorizer_gui.engine.choices import ON_EXISTS, ON_NEW_MODEL, RESULT_NAME
from colorizer_gui.engine.errors import UsageError
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.model.library import DEFAULT_MODEL
from colorizer_gui.engine.photo import WRITABLE_FORMATS, format_by_id
from colorizer_gui.engine.session.export_kind import ExportKind
from colorizer_gui.engine.session.output import Output
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.batch.fields import (
    Field,
    FolderEdit,
    choice_list,
    set_choices,
    set_value,
    value_of,
)
from colorizer_gui.gui.widgets.notices import ElidedLabel

WIDTH = 40 * theme.GRID
ANY_NAME = "*"
REPORT_NAME = "colorizer-report.csv"
FOLDERS = ("source", "dest")
EXAMPLE_PHOTO = "photo.jpg"


@dataclass(frozen=True)
class BatchOffer:
    """What the editor provides for a batch.

    Parameters
    ----------
    output : Output
        How results are saved; format and quality are chosen in the batch window.
    device : str
    looks : dict of str to Look
        By name, the default first.
    models : dict of str to str
        Names by path, the default first.
    """

    output: Output
    device: str
    looks: dict[str, Look]
    models: dict[str, str]


class BatchSettings(QWidget):
    """The settings of a batch, one below the other. `changed` is emitted when one changes.

    `unfolded` carries the last of the settings under More, when they become visible.

    Parameters
    ----------
    ask_offer : callable
        Gives the current BatchOffer.
    remembered : mapping
        What `values` gave at another time.
    """

    changed = Signal()
    unfolded = Signal(object)

    def __init__(
        self,
        ask_offer: Callable[[], BatchOffer],
        remembered: Mapping[str, object],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ask_offer = ask_offer
        self._offer = ask_offer()
        self._proposed: Path | None = None
        self._example_photo = EXAMPLE_PHOTO
        self._make_fields()
        self._make_more_fields()
        self._fields: dict[str, Field] = {
            "recursive": self.recursive,
            "name": self.name,
            "format": self.format,
            "quality": self.quality,
            "look": self.look,
            "on_exists": self.on_exists,
            "pattern": self.pattern,
            "model": self.model,
            "keep_colors": self.keep_colors,
            "on_new_model": self.on_new_model,
            "report": self.report,
        }
        self._arrange()
        self._remember(remembered)
        self._follow_format()
        self._show_example()
        self._connect()

    def _make_fields(self) -> None:
        self.source = FolderEdit(self.tr("Folder with the photos"))
        self.recursive = QCheckBox(self.tr("Include subfolders"))
        self.recursive.setChecked(True)
        self.dest = FolderEdit(self.tr("Folder for the results"))
        self.name = QLineEdit(RESULT_NAME)
        self.name.setAccessibleName(self.tr("Names of the results"))
        tip = self.tr("{0} stands for the name of the photo, {1} for its extension")
        self.name.setToolTip(tip.format("{stem}", "{ext}"))
        self.example = ElidedLabel()
        self.example.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        formats = {"": self.tr("Same as photo"), **{row.id: row.label for row in WRITABLE_FORMATS}}
        self.format = choice_list(self.tr("Format"), formats)
        self.quality = QSpinBox(minimum=0, maximum=100, value=self._offer.output.quality or 0)
        self.quality.setSpecialValueText(self.tr("Automatic"))
        self.quality.setAccessibleName(self.tr("Quality"))
        lossy = ", ".join(row.label for row in WRITABLE_FORMATS if row.has_quality)
        self.quality.setToolTip(
            self.tr("Quality of {0}, 1 to 100; 0 keeps the lightness of a JPEG").format(lossy)
        )
        self.look = choice_list(self.tr("Look"), _by_name(self._offer.looks))
        words = {
            "skip": self.tr("Skip"),
            "overwrite": self.tr("Overwrite"),
            "rename": self.tr("Number it"),
        }
        choices = {choice: words[choice] for choice in ON_EXISTS}
        self.on_exists = choice_list(self.tr("If the file exists"), choices)

    def _make_more_fields(self) -> None:
        self.pattern = QLineEdit(ANY_NAME)
        self.pattern.setAccessibleName(self.tr("Filter by name"))
        tip = self.tr("For example {0}; * matches anything")
        self.pattern.setToolTip(tip.format("*.tif"))
        self.model = choice_list(self.tr("Model"), self._offer.models)
        self.keep_colors = QCheckBox(self.tr("Keep their own colors"))
        self.keep_colors.setToolTip(
            self.tr("Photos that are in color already are prepared, but not colorized")
        )
        words = {"keep": self.tr("Keep their colors"), "redo": self.tr("Colorize again")}
        self.on_new_model = choice_list(
            self.tr("Photos of an earlier version of the model"),
            {choice: words[choice] for choice in ON_NEW_MODEL},
        )
        self.report = QCheckBox(self.tr("Write {0}").format(REPORT_NAME))
        self.report.setToolTip(
            self.tr(
                "A table of all photos, beside the results: state, seconds, size, model, message"
            )
        )

    def _arrange(self) -> None:
        for field in self._fields.values():
            field.setMinimumHeight(theme.HIT_SIZE)
        grid = QGridLayout()
        grid.setSpacing(theme.GRID)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.format, 0, 0)
        grid.addWidget(self.quality, 0, 1)
        column = _column(self)
        sections: tuple[tuple[str, tuple[QWidget | QLayout, ...]], ...] = (
            (self.tr("PHOTOS"), (self.source, self.recursive)),
            (self.tr("RESULTS"), (self.dest,)),
            (self.tr("NAMES"), (self.name, self.example)),
            (self.tr("FORMAT AND QUALITY"), (grid,)),
            (self.tr("LOOK"), (self.look,)),
            (self.tr("IF THE FILE EXISTS"), (self.on_exists,)),
        )
        for title, parts in sections:
            _add_section(column, title, parts)
        self.more_button = QToolButton(autoRaise=True)
        self.more_button.setText(self.tr("More"))
        self.more_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.more_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.more_button.setMinimumHeight(theme.HIT_SIZE)
        self.more_button.clicked.connect(self._toggle_more)
        self.more = QWidget()
        column.addWidget(self.more_button)
        column.addWidget(self.more)
        column.addStretch(1)
        more = _column(self.more)
        _add_section(more, self.tr("FILTER BY NAME"), (self.pattern,))
        _add_section(more, self.tr("MODEL"), (self.model,))
        _add_section(more, self.tr("PHOTOS IN COLOR"), (self.keep_colors,))
        _add_section(more, self.tr("DONE WITH AN EARLIER MODEL"), (self.on_new_model,))
        _add_section(more, self.tr("REPORT"), (self.report,))
        self.setFixedWidth(WIDTH)
        self._unfold(False)

    def _connect(self) -> None:
        self.source.changed.connect(self._propose_dest)
        for signal in (self.source.changed, self.dest.changed, self.recursive.toggled,
                       self.name.editingFinished, self.quality.editingFinished,
                       self.pattern.editingFinished, self.format.activated, self.look.activated,
                       self.on_exists.activated, self.model.activated,
                       self.on_new_model.activated, self.keep_colors.toggled):  # fmt: skip
            signal.connect(lambda *_: self.changed.emit())
        self.format.activated.connect(self._follow_format)
        self.format.currentIndexChanged.connect(self._show_example)
        self.name.textChanged.connect(self._show_example)

    def _unfold(self, unfolded: bool) -> None:
        arrow = Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow
        self.more_button.setArrowType(arrow)
        self.more.setVisible(unfolded)

    def _toggle_more(self) -> None:
        self._unfold(self.more.isHidden())
        if self.more.isVisible():
            QTimer.singleShot(0, self, lambda: self.unfolded.emit(self.report))

    def _follow_format(self) -> None:
        chosen = self.format.currentData()
        self.quality.setEnabled(not chosen or format_by_id(chosen).has_quality)

    def _propose_dest(self) -> None:
        """Propose a folder beside that of the photos, unless the user has chosen one."""
        beside = self._beside_source()
        if beside is not None and self.dest.path in (None, self._proposed):
            self._proposed = beside
            self.dest.set_path(beside)

    def _beside_source(self) -> Path | None:
        source = self.source.path
        if source is None or not source.name:
            return None
        return source.with_name(source.name + ExportKind.RESULT.ending)

    def take_offer(self) -> None:
        """Offer the current looks and models of the editor."""
        self._offer = self._ask_offer()
        set_choices(self.look, _by_name(self._offer.looks))
        set_choices(self.model, self._offer.models)

    # the example of a name

    def show_example_of(self, photo: str | None) -> None:
        """Show the name that the result of a photo gets.

        Parameters
        ----------
        photo : str or None
            Its path from the folder of the photos, with ``/``; None for a made-up name.
        """
        self._example_photo = photo or EXAMPLE_PHOTO
        self._show_example()

    def _show_example(self) -> None:
        output = self._output()
        try:
            check_template(self.name.text(), output.format)
        except UsageError:  # the notice says so when the name is complete
            self.example.set_text("")
            return
        name = result_name(self._example_photo, self.name.text(), output)
        self.example.set_text(self.tr("Example: {0}").format(name))

    # what is remembered

    def values(self) -> dict[str, object]:
        """All settings as plain values."""
        folders = {"source": self.source.edit.text(), "dest": self.dest.edit.text()}
        return folders | {name: value_of(field) for name, field in self._fields.items()}

    def _remember(self, values: Mapping[str, object]) -> None:
        for name, field in self._fields.items():
            value = values.get(name)
            if isinstance(value, bool | int | str) and type(value) is type(value_of(field)):
                set_value(field, value)
        for name, folder in (("source", self.source), ("dest", self.dest)):
            if isinstance(path := values.get(name), str):
                folder.set_path(path)
        self._proposed = self._beside_source()
        if self.source.path is not None and not os.path.isdir(self.source.path):
            self.source.set_path("")  # such as on a disk that is not connected
        # No setting has an effect while it is hidden.
        is_default = (
            self.pattern.text() == ANY_NAME
            and self.on_new_model.currentIndex() == 0
            and not self.keep_colors.isChecked()
            and not self.report.isChecked()
        )
        self._unfold(not is_default)

    # what is asked for

    @property
    def report_path(self) -> Path | None:
        """Where to write a report, or None."""
        dest = self.dest.path
        return dest / REPORT_NAME if dest is not None and self.report.isChecked() else None

    def _output(self) -> Output:
        return replace(
            self._offer.output,
            format=self.format.currentData() or None,
            quality=self.quality.value() or None,
        )

    def options(self) -> BatchOptions | None:
        """The options of the batch; None while a folder is missing.

        Raises
        ------
        UsageError
        """
        source, dest = self.source.path, self.dest.path
        if source is None or dest is None:
            return None
        look = self._offer.looks.get(self.look.currentData())
        if look is None:
            raise UsageError(Message("The look that was chosen is gone. Choose another one."))
        model = self.model.currentData()
        if model is None and self._offer.models:
            raise UsageError(Message("The model that was chosen is gone. Choose another one."))
        return BatchOptions(
            source,
            dest,
            recursive=self.recursive.isChecked(),
            pattern=self.pattern.text().strip() or ANY_NAME,
            name=self.name.text(),
            output=self._output(),
            recipe=Recipe(model=model or DEFAULT_MODEL, look=look),
            keep_colors=self.keep_colors.isChecked(),
            device=self._offer.device,
            on_exists=self.on_exists.currentData(),
            resume=True,
            on_new_model=self.on_new_model.currentData(),
        )


def _by_name(looks: Iterable[str]) -> dict[str, str]:
    return {name: name for name in looks}


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.GRID)
    return column


def _add_section(column: QVBoxLayout, title: str, parts: Sequence[QWidget | QLayout]) -> None:
    """Add a heading, which names the first of the parts, and the parts."""
    heading = theme.heading(title)
    column.addWidget(heading)
    theme.name_field(heading, parts[0])
    for part in parts:
        if isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part)
    column.addSpacing(theme.GRID)
