"""What a batch is asked to do, as the user sets it."""

import os
from dataclasses import dataclass, replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QLineEdit,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from colorizer_gui.engine.batch import BatchOptions
from colorizer_gui.engine.choices import RESULT_NAME
from colorizer_gui.engine.errors import UsageError
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.model.library import DEFAULT_MODEL
from colorizer_gui.engine.painting.export_kind import ExportKind
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.saving import Output
from colorizer_gui.gui.base import theme
from colorizer_gui.gui.batch.fields import (
    FolderEdit,
    choice_list,
    offer_choices,
    set_value,
    value_of,
)
from colorizer_gui.gui.dialogs import file_dialogs

WITH_QUALITY = ("", "jpeg", "webp", "avif")
WIDTH = 40 * theme.GRID
ANY_NAME = "*"
REPORT_NAME = "colorizer-report.csv"
FOLDERS = ("source", "dest")


@dataclass(frozen=True)
class BatchOffer:
    """What the editor gives a batch to choose from, or to go by.

    Parameters
    ----------
    output : Output
        Format and quality are chosen in the window, all else goes by this.
    device : {'auto', 'cpu', 'cuda'}
    looks : dict of str to Look
        By name, the first choice first.
    models : dict of str to str
        Names by path, the first choice first.
    """

    output: Output
    device: str
    looks: dict[str, Look]
    models: dict[str, str]


class BatchSettings(QWidget):
    """The settings of a batch, one below the other. `changed` says that there are others.

    `unfolded` carries the last of those that were folded away, once there is room for them.

    Parameters
    ----------
    ask_offer : callable
        Gives the BatchOffer of the moment.
    remembered : dict
        What `values` gave at another time.
    """

    changed = Signal()
    unfolded = Signal(object)

    def __init__(self, ask_offer, remembered, parent=None):
        super().__init__(parent)
        self._ask_offer = ask_offer
        self._offer = ask_offer()
        self._proposed = None
        self._make_controls()
        self._arrange()
        self._remember(remembered)
        self._follow_format()
        self._connect()

    def _make_controls(self):
        offer = self._offer
        self.source = FolderEdit(self.tr("Folder with the photos"))
        self.recursive = QCheckBox(self.tr("With the folders in it"), checked=True)
        self.dest = FolderEdit(self.tr("Folder for the results"))
        self.name = QLineEdit(RESULT_NAME, accessibleName=self.tr("Names of the results"))
        self.name.setToolTip(
            self.tr("{0} stands for the name of the photo, {1} for its ending").format(
                "{stem}", "{ext}"
            )
        )
        formats = {"": self.tr("As the photo"), **file_dialogs.FORMAT_NAMES}
        self.format = choice_list(self.tr("Format"), formats)
        self.quality = QSpinBox(
            minimum=1, maximum=100, value=offer.output.quality, accessibleName=self.tr("Quality"),
            toolTip=self.tr("Quality of JPEG, WebP and AVIF, 1 to 100"),
        )  # fmt: skip
        self.look = choice_list(self.tr("Look"), _by_name(offer.looks))
        self.on_exists = choice_list(
            self.tr("If a file has the name of a result"),
            {
                "skip": self.tr("Skip the photo"),
                "rename": self.tr("Number the result"),
                "overwrite": self.tr("Replace the file"),
            },
        )
        self.pattern = QLineEdit(ANY_NAME, accessibleName=self.tr("Only photos with such names"))
        self.pattern.setToolTip(
            self.tr("Such as {0}; the asterisk stands for anything").format("*.tif")
        )
        self.model = choice_list(self.tr("Model"), offer.models)
        self.report = QCheckBox(self.tr("Write {0}").format(REPORT_NAME))
        self.report.setToolTip(
            self.tr(
                "A table of all photos, beside the results: state, seconds, size, model, message"
            )
        )
        self._options = {
            name: getattr(self, name)
            for name in ("recursive", "name", "format", "quality", "look", "on_exists",
                         "pattern", "model", "report")
        }  # fmt: skip

    def _arrange(self):
        grid = QGridLayout()
        grid.setSpacing(theme.GRID)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.format, 0, 0)
        grid.addWidget(self.quality, 0, 1)
        for control in self._options.values():
            control.setMinimumHeight(theme.HIT_SIZE)
        self.more_button = QToolButton(text=self.tr("More"), autoRaise=True)
        self.more_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.more_button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.more_button.setMinimumHeight(theme.HIT_SIZE)
        self.more_button.clicked.connect(self._toggle_more)
        self.more = QWidget()
        column = _column(self)
        for title, *parts in (
            (self.tr("PHOTOS"), self.source, self.recursive),
            (self.tr("RESULTS"), self.dest),
            (self.tr("NAMES"), self.name),
            (self.tr("FORMAT AND QUALITY"), grid),
            (self.tr("LOOK"), self.look),
            (self.tr("IF A FILE IS THERE ALREADY"), self.on_exists),
        ):
            _add_section(column, title, parts)
        column.addWidget(self.more_button)
        column.addWidget(self.more)
        column.addStretch(1)
        more = _column(self.more)
        _add_section(more, self.tr("ONLY PHOTOS WITH SUCH NAMES"), [self.pattern])
        _add_section(more, self.tr("MODEL"), [self.model])
        _add_section(more, self.tr("REPORT"), [self.report])
        self.setFixedWidth(WIDTH)
        self._unfold(False)

    def _connect(self):
        self.source.changed.connect(self._propose_dest)
        for signal in (self.source.changed, self.dest.changed, self.recursive.toggled,
                       self.name.editingFinished, self.quality.editingFinished,
                       self.pattern.editingFinished, self.format.activated, self.look.activated,
                       self.on_exists.activated, self.model.activated):  # fmt: skip
            signal.connect(lambda *_: self.changed.emit())
        self.format.activated.connect(self._follow_format)

    def _unfold(self, unfolded):
        arrow = Qt.ArrowType.DownArrow if unfolded else Qt.ArrowType.RightArrow
        self.more_button.setArrowType(arrow)
        self.more.setVisible(unfolded)

    def _toggle_more(self):
        self._unfold(self.more.isHidden())
        if self.more.isVisible():
            QTimer.singleShot(0, self, lambda: self.unfolded.emit(self.report))

    def _follow_format(self):
        self.quality.setEnabled(self.format.currentData() in WITH_QUALITY)

    def _propose_dest(self):
        """Results go beside the folder of the photos, unless the user has named a place."""
        beside = self._beside_source()
        if beside is not None and self.dest.path in (None, self._proposed):
            self._proposed = beside
            self.dest.set_path(beside)

    def _beside_source(self):
        source = self.source.path
        if source is None or not source.name:
            return None
        return source.with_name(source.name + ExportKind.RESULT.ending)

    def take_offer(self):
        """Offer what the editor has by now."""
        self._offer = self._ask_offer()
        offer_choices(self.look, _by_name(self._offer.looks))
        offer_choices(self.model, self._offer.models)

    # what is remembered

    def values(self):
        """What is set, as plain values."""
        folders = {name: getattr(self, name).edit.text() for name in FOLDERS}
        return folders | {name: value_of(control) for name, control in self._options.items()}

    def _remember(self, values):
        for name, control in self._options.items():
            if name in values and type(values[name]) is type(value_of(control)):
                set_value(control, values[name])
        for name in FOLDERS:
            if isinstance(values.get(name), str):
                getattr(self, name).set_path(values[name])
        self._proposed = self._beside_source()
        if self.source.path is not None and not os.path.isdir(self.source.path):
            self.source.set_path("")  # on a disk that is elsewhere now
        # Nothing works unseen.
        self._unfold(self.pattern.text() != ANY_NAME or self.report.isChecked())

    # what is asked for

    @property
    def complete(self):
        """Whether there are both folders."""
        return None not in (self.source.path, self.dest.path)

    @property
    def report_path(self):
        """Where to write a report, or None."""
        return self.dest.path / REPORT_NAME if self.report.isChecked() else None

    def options(self):
        """What is asked for.

        Returns
        -------
        BatchOptions

        Raises
        ------
        UsageError
        """
        output = replace(
            self._offer.output,
            format=self.format.currentData() or None,
            quality=self.quality.value(),
        )
        look = self._offer.looks.get(self.look.currentData())
        if look is None:
            raise UsageError(self.tr("The look that was chosen is gone. Choose another one."))
        return BatchOptions(
            self.source.path,
            self.dest.path,
            recursive=self.recursive.isChecked(),
            pattern=self.pattern.text().strip() or ANY_NAME,
            name=self.name.text(),
            output=output,
            recipe=Recipe(model=self.model.currentData() or DEFAULT_MODEL, look=look),
            device=self._offer.device,
            on_exists=self.on_exists.currentData(),
            resume=True,
        )


def _by_name(looks):
    return {name: name for name in looks}


def _column(widget):
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.GRID)
    return column


def _add_section(column, title, parts):
    column.addWidget(theme.heading(title))
    for part in parts:
        column.addWidget(part) if isinstance(part, QWidget) else column.addLayout(part)
    column.addSpacing(theme.GRID)
