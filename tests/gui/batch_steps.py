"""What a user does with the batch window, and sees then."""

from PySide6.QtCore import Qt

LEFT = Qt.MouseButton.LeftButton


def open_batch(window, qtbot):
    """Open the window by its keys."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    return window.batches.window


def choose_folders(batch, qtbot, source, dest):
    """Type both folders."""
    for folder, path in ((batch.settings.source, source), (batch.settings.dest, dest)):
        folder.edit.setFocus()
        folder.edit.selectAll()
        qtbot.keyClicks(folder.edit, str(path))
        with qtbot.waitSignal(folder.changed):
            qtbot.keyClick(folder.edit, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(batch.model.rows) or bool(batch.notices.sentence))


def click(qtbot, button):
    """Click a button that is enabled."""
    assert button.isEnabled()
    qtbot.mouseClick(button, LEFT)


def texts(batch, column):
    """What a column of the table shows."""
    return [batch.model.index(row, column).data() for row in range(batch.model.rowCount())]


def run_batch(batch, qtbot):
    """Click Start, and wait for the end."""
    with qtbot.waitSignal(batch.runner.finished, timeout=20000):
        click(qtbot, batch.progress.start)


def states(batch):
    """The state of each row of the table."""
    return [row.state for row in batch.model.rows]


def retype(edit, text):
    """Replace the text of a field."""
    edit.setText(text)
    edit.editingFinished.emit()


def reopened(batch, window, qtbot):
    """Close the window of a batch, and open it again."""
    batch.close()
    return open_batch(window, qtbot)


def go_to(window, qtbot):
    """Activate a window, as a window manager does."""
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)


def open_beside(window, qtbot, path):
    """Open a photo in the editor."""
    go_to(window, qtbot)
    with qtbot.waitSignal(window.document.colorized):
        window.open_paths([path])
