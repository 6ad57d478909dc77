"""Dragging the result out of the window."""

import errno
import os
import shutil

import pytest
from gestures import drag_on, middle
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QDrag
from PySide6.QtWidgets import QApplication

from colorizer_gui.engine.photo import read_photo


def test_the_result_can_be_dragged_out(colorized, qtbot, monkeypatch):
    offered = []

    def dropped(drag, _action):
        offered.append(drag.mimeData().urls()[0].toLocalFile())
        return Qt.DropAction.CopyAction

    monkeypatch.setattr(QDrag, "exec", dropped)
    monkeypatch.setattr(
        QApplication, "mouseButtons", staticmethod(lambda: Qt.MouseButton.LeftButton)
    )
    button = colorized.acts.drag_button
    start = middle(button)
    drag_on(button, qtbot, start, start + QPoint(60, 60))
    qtbot.waitUntil(lambda: bool(offered))
    assert offered[0].endswith("portrait_color.jpg")
    assert read_photo(offered[0]).width == 512
    colorized.close()
    with pytest.raises(Exception, match="portrait_color"):
        read_photo(offered[0])


def test_a_dragged_file_that_another_program_still_reads_is_no_error(colorized, qtbot, monkeypatch):
    """Windows refuses to remove it, which is simulated."""
    offered, unlink = [], os.unlink

    def held(path, **options):
        if str(path).endswith("portrait_color.jpg"):
            raise PermissionError(errno.EACCES, "in use")
        unlink(path, **options)

    monkeypatch.setattr(colorized.acts.drag_button, "offer", offered.append)
    colorized.acts.drag_button.wanted.emit()
    qtbot.waitUntil(lambda: bool(offered))
    with monkeypatch.context() as windows:
        windows.setattr(os, "unlink", held)
        colorized.close()
    assert offered[0].exists()
    shutil.rmtree(offered[0].parent)


def test_a_click_on_the_handle_drags_nothing(colorized, qtbot):
    button = colorized.acts.drag_button
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton, pos=middle(button))
    assert not colorized.exports.exporter.busy
    assert button.size().expandedTo(QSize(28, 28)) == button.size()
