"""The photos of a batch and their states, as a table model."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QImage

from colorizer_gui.engine.batch import Item, Outcome, Plan, State, Summary
from colorizer_gui.engine.messages import Message
from colorizer_gui.gui.base.translation import figure, translated
from colorizer_gui.gui.session.thumbnails import Thumbnails

COLUMNS = PICTURE, NAME, STATE, SECONDS, MESSAGE = range(5)
Role = Qt.ItemDataRole
Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


def _tr(text: str) -> str:
    return QCoreApplication.translate("BatchTable", text)


def state_words(state: State | None) -> str:
    """The name of a state; None is a photo that is being colorized."""
    return {
        None: _tr("Colorizing"),
        State.WAITING: _tr("Waiting"),
        State.DONE: _tr("Done"),
        State.UNCHANGED: _tr("Already done"),
        State.SKIPPED: _tr("Skipped"),
        State.FAILED: _tr("Failed"),
        State.STOPPED: _tr("Not done"),
    }[state]


@dataclass(slots=True)
class Row:
    """One photo.

    Parameters
    ----------
    name : str
        The photo's path from the folder of the photos, with ``/``.
    state : State or None
        None while the photo is being colorized.
    seconds : float
    message : Message or None
    result : str
        The result's path from the folder of the results, with ``/``; empty while there is none.
    """

    name: str
    state: State | None
    seconds: float = 0.0
    message: Message | None = None
    result: str = ""


class BatchModel(QAbstractTableModel):
    """The rows of the table.

    Parameters
    ----------
    thumbnails : Thumbnails
    """

    def __init__(self, thumbnails: Thumbnails, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []
        self._indices: dict[str, int] = {}
        self._source = self._dest = Path()
        self._thumbnails = thumbnails
        self._heads = {
            NAME: self.tr("Photo"),
            STATE: self.tr("State"),
            SECONDS: self.tr("Seconds"),
            MESSAGE: self.tr("Message"),
        }
        thumbnails.ready.connect(self._on_thumbnail)

    def show_plan(self, plan: Plan, source: Path, dest: Path) -> None:
        """Show the photos of a plan.

        Parameters
        ----------
        plan : Plan
        source, dest : Path
            Folder of the photos and folder of the results.
        """
        self.beginResetModel()
        self._source, self._dest = source, dest
        self.rows = [
            Row(
                item.name,
                item.state,
                message=item.message,
                result=item.result if item.state == State.UNCHANGED else "",
            )
            for item in plan.items
        ]
        self._indices = {row.name: index for index, row in enumerate(self.rows)}
        self.endResetModel()

    def started(self, item: Item) -> None:
        """Show that a photo is being colorized."""
        index = self._indices[item.name]
        self.rows[index].state, self.rows[index].message = None, None
        self._changed(index, index)

    def ended(self, outcome: Outcome) -> None:
        """Show the outcome of a photo."""
        index = self._indices[outcome.name]
        _update(self.rows[index], outcome)
        if outcome.state == State.DONE:
            self._thumbnails.forget(self._dest / outcome.result)
        self._changed(index, index)

    def end(self, summary: Summary) -> None:
        """Show the outcomes of all photos."""
        for outcome in summary.outcomes:
            _update(self.rows[self._indices[outcome.name]], outcome)
        self._changed(0, len(self.rows) - 1)

    def count(self, state: State) -> int:
        """The number of photos in a state."""
        return sum(row.state == state for row in self.rows)

    def names(self, state: State) -> set[str]:
        """The names of the photos in a state."""
        return {row.name for row in self.rows if row.state == state}

    def index_of(self, name: str) -> QModelIndex:
        """The index of a photo by its name."""
        return self.index(self._indices[name], NAME)

    def path(self, row: int) -> Path:
        """The path of the photo in a row."""
        return self._source / self.rows[row].name

    def _changed(self, first: int, last: int, last_column: int = MESSAGE) -> None:
        if last >= first:  # there may be no rows at all
            self.dataChanged.emit(self.index(first, PICTURE), self.index(last, last_column))

    def _on_thumbnail(self, _path: object) -> None:
        # No search for the row: the view paints only those rows again that are visible.
        self._changed(0, len(self.rows) - 1, PICTURE)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole
    ) -> str | None:
        if orientation == Qt.Orientation.Horizontal and role == Role.DisplayRole:
            return self._heads.get(section, "")
        return None

    def data(
        self, index: Index, role: int = Role.DisplayRole
    ) -> str | QImage | Qt.AlignmentFlag | None:
        row, column = self.rows[index.row()], index.column()
        if role == Role.DecorationRole and column == PICTURE:
            return self._picture(index.row())
        if role == Role.DisplayRole:
            return _text(row, column)
        if role == Role.ToolTipRole:
            is_place = column in (PICTURE, NAME)
            return str(self.path(index.row())) if is_place else _text(row, MESSAGE)
        if role == Role.TextAlignmentRole and column == SECONDS:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        return None

    def _picture(self, row: int) -> QImage | None:
        result = self.rows[row].result
        picture = self._thumbnails.of(self._dest / result) if result else None
        return picture or self._thumbnails.of(self.path(row))


def _update(row: Row, outcome: Outcome) -> None:
    has_result = outcome.state in (State.DONE, State.UNCHANGED)
    row.state, row.seconds, row.message = outcome.state, outcome.seconds, outcome.message
    row.result = outcome.result if has_result else ""


def _text(row: Row, column: int) -> str | None:
    if column == STATE:
        return state_words(row.state)
    if column == SECONDS:
        return figure(row.seconds, 1) if row.state == State.DONE else ""
    if column == MESSAGE:
        return translated(row.message) if row.message else ""
    return row.name if column == NAME else None
