"""Regions: connects the tools of the canvas, their panel and the color panel with the editor."""

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject

from colorizer_gui.engine.session.edits import HintState, RegionState
from colorizer_gui.gui.base.colors import ColorPick
from colorizer_gui.gui.base.preferences import Preferences
from colorizer_gui.gui.canvas.canvas import Canvas
from colorizer_gui.gui.canvas.region_tool import RegionTool
from colorizer_gui.gui.controls.hints import HintControls
from colorizer_gui.gui.menus.actions import Actions, on_trigger
from colorizer_gui.gui.panels.color_panel import ColorPanel
from colorizer_gui.gui.panels.region_panel import RegionPanel
from colorizer_gui.gui.session.document import Document
from colorizer_gui.gui.session.region_editor import RegionEditor
from colorizer_gui.gui.session.tools import Brush, Tool
from colorizer_gui.gui.widgets.notices import NoticeBar

_LIGHTNESS = 60.0  # at which the color of the brush is shown


class RegionControls(QObject):
    """Chooses the tool, and edits regions.

    Parameters
    ----------
    document : Document
    preferences : Preferences
    actions : Actions
    canvas : Canvas
    panel : RegionPanel
    color_panel : ColorPanel
        Shows the color of the brush while there is one.
    hints : HintControls
    notices : NoticeBar
    parent : QObject
    """

    def __init__(
        self,
        *,
        document: Document,
        preferences: Preferences,
        actions: Actions,
        canvas: Canvas,
        panel: RegionPanel,
        color_panel: ColorPanel,
        hints: HintControls,
        notices: NoticeBar,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self.editor = RegionEditor(document, self)
        self._document = document
        self._actions = actions
        self._canvas = canvas
        self._panel = panel
        self._color_panel = color_panel
        self._hints = hints
        self._notices = notices
        self._tool = Tool.HINT
        self.tool = RegionTool(canvas, self.editor, lambda: document.is_painting)
        recent = preferences.settings.recent_colors
        if recent:
            self.editor.set_brush(replace(self.editor.brush, ab=recent[0]))
        self.tool.told.connect(canvas.setAccessibleDescription)
        self._connect_actions()
        self._connect_parts()

    def _connect_actions(self) -> None:
        actions, editor = self._actions, self.editor
        for tool, action in actions.tools.items():
            on_trigger(action, partial(self._use, tool))
        on_trigger(actions.bigger, partial(self._resize, 1))
        on_trigger(actions.smaller, partial(self._resize, -1))
        on_trigger(actions.remove_hint, self._remove)
        self._hints.nothing_to_deselect.connect(self._deselect)
        editor.told.connect(lambda told: self._notices.say(told, of_photo=True))
        editor.brush_changed.connect(self._on_brush)

    def _connect_parts(self) -> None:
        document, panel, editor = self._document, self._panel, self.editor
        panel.selected.connect(editor.select)
        panel.renamed.connect(editor.rename)
        panel.removal_wanted.connect(self._remove)
        panel.mask_wanted.connect(lambda _: self._show_region())
        panel.brush_wanted.connect(editor.set_brush)
        panel.show_brush(editor.brush)
        self._color_panel.picked.connect(self._on_color)
        document.regions_changed.connect(self._on_regions)
        document.hints_changed.connect(self._on_hints)
        document.colorized.connect(lambda _: self._on_colorized())
        document.uncolorized.connect(lambda: self.tool.overlay.show_region(None, False))
        document.opened.connect(lambda _: self.tool.end())
        document.prepared.connect(lambda _: self.tool.end())
        document.closed.connect(self.tool.end)

    # the tool

    def _use(self, tool: Tool) -> None:
        """Use a tool from now on."""
        self._tool = tool
        self._actions.tools[tool].setChecked(True)
        if tool is not Tool.HINT:
            self._hints.editor.select(None)
        self.tool.set_tool(tool)
        self._panel.show_tool(tool.has_brush)
        self._show_brush()
        self.update_actions()

    def _resize(self, steps: int) -> None:
        if self._tool.has_brush:
            self.editor.resize(steps)

    def _deselect(self) -> None:
        """Take back what is being drawn, or select the whole photo, or put the tool away."""
        if self.tool.is_busy:
            self.tool.cancel()
        elif self.editor.state.selected is not None:
            self.editor.select(None)
        else:
            self._use(Tool.HINT)

    def _remove(self) -> None:
        """Remove the selected region, unless it is a hint that the key is meant for."""
        selected = self.editor.state.selected
        if selected is not None and self._document.hint_state.selected is None:
            self.editor.remove(selected)

    # colors

    @property
    def _takes_color(self) -> bool:
        """Whether a color is that of the brush or of something painted, and not of a hint."""
        if self._document.hint_state.selected is not None:
            return False
        region = self.editor.state.current
        return self._tool is Tool.BRUSH or (region is not None and region.ab is not None)

    def _on_color(self, pick: ColorPick) -> None:
        if self._takes_color:
            self.editor.take_color(pick)

    def _on_brush(self, brush: Brush) -> None:
        self._panel.show_brush(brush)
        self._show_brush()

    def _show_brush(self) -> None:
        """Let the color panel show what the brush paints; tools without a color need none."""
        needs_color = self._tool in (Tool.HINT, Tool.BRUSH) or self._takes_color
        self._color_panel.setVisible(needs_color)
        if self._takes_color and self._document.photo is not None:
            self._color_panel.show_brush(_LIGHTNESS, self.editor.brush.ab)
        elif self._document.hint_state.selected is None:
            self._color_panel.show_nothing()

    # what the document tells

    def _on_regions(self, state: RegionState) -> None:
        self._panel.show_state(state)
        self._show_region()
        self._show_brush()
        self.update_actions()

    def _show_region(self) -> None:
        shows_mask = self._panel.show_button.isChecked()
        self.tool.overlay.show_region(self.editor.state.current, shows_mask)

    def _on_hints(self, state: HintState) -> None:
        if state.selected is not None and self._tool is not Tool.HINT:
            self._use(Tool.HINT)
            self._document.select_hint(state.selected)
        self._show_brush()
        self.update_actions()

    def _on_colorized(self) -> None:
        self.tool.on_colorized()
        self._show_region()
        self._show_brush()

    def update_actions(self) -> None:
        """Enable the actions that can be used now."""
        actions, state = self._actions, self.editor.state
        has_photo = self._document.photo is not None
        for action in actions.tools.values():
            action.setEnabled(has_photo)
        has_hint = self._document.hint_state.selected is not None
        has_region = state.selected is not None
        for action in (actions.bigger, actions.smaller):
            action.setEnabled(has_photo and (has_hint or self._tool.has_brush))
        actions.remove_hint.setEnabled(has_hint or has_region)
        if has_photo and (has_region or self._tool is not Tool.HINT):
            actions.deselect.setEnabled(True)
