"""What assistive technology is told about widgets that the program draws itself."""

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject
from PySide6.QtGui import (
    QAccessible,
    QAccessibleActionInterface,
    QAccessibleInterface,
    QAccessibleValueChangeEvent,
)
from PySide6.QtWidgets import QAccessibleWidget, QToolButton, QWidget

# Qt deletes them with their widgets, but does not keep Python from deleting them before.
_kept: list[QAccessibleInterface] = []


@runtime_checkable
class Described(Protocol):
    """A widget that says what it is and what it shows."""

    accessible_role: QAccessible.Role

    def accessible_value(self) -> str:
        """What the widget shows, in the window's language."""


class _Interface(QAccessibleWidget):
    def __init__(self, widget: QWidget, described: Described) -> None:
        super().__init__(widget, described.accessible_role)
        self._described = described

    def text(self, kind: QAccessible.Text) -> str:
        if kind == QAccessible.Text.Value:
            return self._described.accessible_value()
        return super().text(kind)


class _Choice(QAccessibleWidget):
    """A button that is one of several, which Qt tells as if it were alone."""

    def __init__(self, button: QToolButton) -> None:
        super().__init__(button, QAccessible.Role.RadioButton, button.accessibleName())
        self._button = button

    def state(self) -> QAccessible.State:
        state = super().state()
        state.checkable, state.checked = 1, int(self._button.isChecked())
        return state

    def actionNames(self) -> list[str]:
        return [QAccessibleActionInterface.pressAction(), *super().actionNames()]

    def doAction(self, name: str) -> None:
        if name == QAccessibleActionInterface.pressAction():
            self._button.click()
        else:
            super().doAction(name)


def _interface_of(_kind: str, thing: QObject) -> QAccessibleInterface | None:
    made: QAccessibleWidget | None = None
    if isinstance(thing, QWidget) and isinstance(thing, Described):
        made = _Interface(thing, thing)
    elif isinstance(thing, QToolButton) and thing.autoExclusive():
        made = _Choice(thing)
    if made is not None:
        _kept.append(made)
    return made


def install() -> None:
    """Tell of all widgets that are `Described`; once, when the program starts."""
    QAccessible.installFactory(_interface_of)


def tell_value(widget: QWidget, value: str) -> None:
    """Tell that what a widget shows has changed."""
    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleValueChangeEvent(widget, value))
