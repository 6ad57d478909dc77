"""Actions that cannot be used for a while, whatever else would enable them."""

from collections.abc import Iterable

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction


class HeldActions(QObject):
    """Keeps actions disabled until they are let go."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wanted: dict[QAction, bool] = {}  # whether each would be enabled

    def hold(self, actions: Iterable[QAction]) -> None:
        """Disable some actions from now on."""
        for action in actions:
            self._wanted[action] = action.isEnabled()
            action.setEnabled(False)
            action.enabledChanged.connect(self._on_enabled)

    def let_go(self) -> None:
        """Enable those again that were enabled before, or would be by now."""
        wanted, self._wanted = self._wanted, {}
        for action, is_wanted in wanted.items():
            action.enabledChanged.disconnect(self._on_enabled)
            action.setEnabled(is_wanted)

    def _on_enabled(self, is_enabled: bool) -> None:
        action = self.sender()
        if is_enabled and isinstance(action, QAction):
            self._wanted[action] = True
            action.setEnabled(False)
