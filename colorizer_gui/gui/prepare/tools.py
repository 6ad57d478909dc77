"""Connects view, panel, tools and previews with the preparation that is edited."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt

from colorizer_gui.engine.photo import Photo
from colorizer_gui.engine.preparation import Preparation
from colorizer_gui.gui.base.tasks import Failed, Tasks
from colorizer_gui.gui.prepare.crop_tool import CropTool
from colorizer_gui.gui.prepare.dust_editor import DustEditor
from colorizer_gui.gui.prepare.dust_tool import DustTool
from colorizer_gui.gui.prepare.editor import PreparationEditor
from colorizer_gui.gui.prepare.line_tool import LineTool
from colorizer_gui.gui.prepare.panel import PreparePanel
from colorizer_gui.gui.prepare.preview import Preview, Previewer
from colorizer_gui.gui.prepare.tool import ScanTool
from colorizer_gui.gui.prepare.view import PrepareView


class PrepareTools(QObject):
    """Everything inside the mode in which a scan is prepared.

    Parameters
    ----------
    editor : PreparationEditor
    dust : DustEditor
    view : PrepareView
    panel : PreparePanel
    tasks : Tasks
    failed : callable
        Called with what work in the background raised.
    """

    def __init__(
        self,
        editor: PreparationEditor,
        dust: DustEditor,
        view: PrepareView,
        panel: PreparePanel,
        tasks: Tasks,
        failed: Failed,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._editor = editor
        self._dust = dust
        self._view = view
        self._panel = panel
        self._previewer = Previewer(tasks, self)
        self._crop = CropTool(editor)
        self._line = LineTool(editor, self)
        self._dust_tools = {erases: DustTool(editor, dust, erases) for erases in (False, True)}
        self._is_active = False
        self._tool: ScanTool = self._crop
        self._connect_preview(failed)
        self._connect_geometry()
        self._connect_dust(failed)

    def _connect_preview(self, failed: Failed) -> None:
        self._editor.changed.connect(self._on_changed)
        self._previewer.painted.connect(self._on_preview)
        self._previewer.detailed.connect(self._view.set_detail)
        self._previewer.failed.connect(failed)
        self._view.area_changed.connect(self._previewer.look_at)

    def _connect_geometry(self) -> None:
        rows, levels, editor = self._panel.geometry_rows, self._panel.levels, self._editor
        rows.began.connect(editor.begin_gesture)
        rows.angle_wanted.connect(editor.set_angle)
        rows.line_wanted.connect(lambda wanted: self._use(self._line if wanted else self._crop))
        rows.ratio_wanted.connect(editor.set_ratio)
        rows.whole_wanted.connect(self._crop_nothing)
        levels.inversion_wanted.connect(editor.invert)
        levels.began.connect(editor.begin_gesture)
        levels.edited.connect(editor.set_levels)
        self._line.done.connect(lambda: self._use(self._crop))
        for part in (rows, levels, self._panel.dust):
            part.done.connect(self._view.setFocus)

    def _connect_dust(self, failed: Failed) -> None:
        rows, dust = self._panel.dust, self._dust
        rows.began.connect(self._editor.begin_gesture)
        rows.find_wanted.connect(self._find_dust)
        rows.stop_wanted.connect(dust.stop_looking)
        rows.sensitivity_wanted.connect(dust.set_sensitivity)
        rows.clear_wanted.connect(dust.clear)
        rows.radius_wanted.connect(dust.set_radius)
        rows.tool_wanted.connect(self._use_on_dust)
        rows.mask_wanted.connect(self._show_mask)
        dust.found.connect(rows.show_count)
        dust.busy_changed.connect(self._panel.show_busy)
        dust.brush_changed.connect(rows.show_radius)
        dust.failed.connect(failed)

    # the mode

    def begin(self, scan: Photo, preparation: Preparation) -> None:
        """Prepare a scan, as it is prepared already."""
        self._is_active = True
        self._panel.geometry_rows.begin()
        self._previewer.begin(scan)
        self._dust.begin(scan, preparation.dust)
        self._use(self._crop)
        self._panel.dust.mask_button.setChecked(False)
        self._editor.begin((scan.width, scan.height), preparation)
        self._view.begin()

    def end(self) -> None:
        """Drop what was only needed to prepare."""
        self._is_active = False
        self._view.cancel()
        self._previewer.end()
        self._dust.end()

    def step_back(self) -> bool:
        """Take back what is being drawn, or put a tool away; False where there is neither."""
        if self._view.cancel():
            return True
        has_tool = self._tool is not self._crop
        self._use(self._crop)
        return has_tool

    def keys(self) -> dict[Qt.Key, Callable[[], None]]:
        """What keys do, besides those of the tools."""
        return {
            Qt.Key.Key_B: lambda: self._toggle(self._dust_tools[False]),
            Qt.Key.Key_E: lambda: self._toggle(self._dust_tools[True]),
            Qt.Key.Key_BracketRight: lambda: self._dust.resize(1),
            Qt.Key.Key_BracketLeft: lambda: self._dust.resize(-1),
        }

    # what is shown

    def _on_changed(self, preparation: Preparation) -> None:
        frame = self._editor.frame
        size = (frame.width, frame.height)
        self._panel.geometry_rows.show_preparation(preparation, size, frame.size)
        self._panel.levels.show_inverted(preparation.inverted)
        self._panel.levels.show_levels(preparation.levels)
        self._show_preview()

    def _show_preview(self) -> None:
        """Show the scan with its dust below a veil, or filled."""
        if self._is_active:
            shows_mask = self._panel.dust.mask_button.isChecked()
            self._previewer.show(self._editor.preparation, fills_dust=not shows_mask)

    def _on_preview(self, preview: Preview) -> None:
        self._view.set_preview(preview)
        self._panel.levels.show_preview(preview)

    def _crop_nothing(self) -> None:
        self._editor.set_ratio(None)
        self._editor.set_crop(None)

    # tools

    def _use(self, tool: ScanTool) -> None:
        """Use another tool from now on."""
        self._tool = tool
        self._view.set_tool(tool)
        self._panel.geometry_rows.line_button.setChecked(tool is self._line)
        erases = tool.erases if isinstance(tool, DustTool) else None
        self._panel.dust.show_tool(erases)
        if erases is not None:
            self._panel.dust.mask_button.setChecked(True)

    def _toggle(self, tool: ScanTool) -> None:
        self._use(self._crop if self._tool is tool else tool)

    def _use_on_dust(self, erases: bool | None) -> None:
        self._use(self._crop if erases is None else self._dust_tools[erases])

    def _find_dust(self) -> None:
        self._editor.begin_gesture()
        self._panel.dust.mask_button.setChecked(True)
        self._dust.find()

    def _show_mask(self, wanted: bool) -> None:
        self._view.show_dust(wanted)
        self._show_preview()
