"""The menu bar: which action is in which menu, and in what order."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMenuBar

from colorizer_gui.gui.menus.actions import Actions

# None is a separator.
Entries = Sequence[QAction | QMenu | None]


def _tr(text: str) -> str:
    return QCoreApplication.translate("MenuBar", text)


def fill_menu_bar(bar: QMenuBar, actions: Actions) -> list[QMenu]:
    """Put all actions into menus on a menu bar.

    Parameters
    ----------
    bar : QMenuBar
    actions : Actions

    Returns
    -------
    list of QMenu
        The menus from left to right.
    """
    themes = _submenu(bar, _tr("&Theme"), actions.themes)
    tools = _submenu(bar, _tr("&Tool"), actions.tools)
    reaches = _submenu(bar, _tr("Rea&ch"), actions.reaches)
    devices = _submenu(bar, _tr("&Device"), actions.devices)
    menus: list[tuple[QMenu, Entries]] = [
        (QMenu(_tr("&File"), bar), _file_entries(actions)),
        (QMenu(_tr("&Edit"), bar), _edit_entries(actions)),
        (QMenu(_tr("&View"), bar), _view_entries(actions, themes)),
        (QMenu(_tr("H&ints"), bar), _hint_entries(actions, tools, reaches)),
        (QMenu(_tr("&Batch"), bar), [actions.process_folder]),
        (actions.models, [actions.variants, actions.manage_models, devices]),
        (QMenu(_tr("&Help"), bar), _help_entries(actions)),
    ]
    for menu, entries in menus:
        bar.addMenu(menu)
        for entry in entries:
            if entry is None:
                menu.addSeparator()
            elif isinstance(entry, QMenu):
                menu.addMenu(entry)
            else:
                menu.addAction(entry)
    return [menu for menu, _ in menus]


def _submenu(bar: QMenuBar, title: str, choices: Mapping[Any, QAction]) -> QMenu:
    menu = QMenu(title, bar)
    menu.addActions(list(choices.values()))
    return menu


def _file_entries(acts: Actions) -> Entries:
    return _separated(
        (acts.open, acts.open_folder, acts.recent),
        (acts.save, acts.save_as, acts.save_options, acts.save_all),
        (acts.show_result, acts.open_result, acts.open_with),
        tuple(acts.stepping),
        (acts.close_photo, acts.close_all),
        (acts.quit,),
    )


def _edit_entries(acts: Actions) -> Entries:
    return _separated(
        (acts.undo, acts.redo),
        (acts.copy, acts.paste),
        (acts.copy_edits, acts.paste_look, acts.paste_hints),
        (acts.reset_look,),
        (acts.rotate_left, acts.rotate_right, acts.prepare),
        (acts.settings,),
    )


def _view_entries(acts: Actions, themes: QMenu) -> Entries:
    return _separated(
        tuple(acts.modes.values()), acts.zooms, (acts.panel, acts.full_screen, themes)
    )


def _hint_entries(acts: Actions, tools: QMenu, reaches: QMenu) -> Entries:
    return _separated(
        (tools,),
        (acts.add_hint, acts.next_hint, acts.previous_hint, acts.deselect),
        (acts.bigger, acts.smaller, acts.next_reach, reaches),
        (acts.keep_gray, acts.copy_color, acts.pipette, acts.saved_colors),
        (acts.uncertainty, acts.next_place, acts.agreement, acts.matches),
        (acts.remove_hint, acts.clear_hints),
    )


def _help_entries(acts: Actions) -> Entries:
    return _separated((acts.guide, acts.shortcuts), (acts.log, acts.about))


def _separated(*groups: Sequence[QAction | QMenu]) -> Entries:
    """The entries of all groups, with a separator between one group and the next."""
    entries = [entry for group in groups for entry in (None, *group)]
    return entries[1:]
