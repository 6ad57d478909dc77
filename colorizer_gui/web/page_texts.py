"""The words of the page, by the names that its scripts call them by.

Fields stand for themselves, since the page fills them in.
"""

from typing import Final

from colorizer_gui.engine.messages import Message

PAGE_TEXTS: Final[dict[str, Message]] = {
    "title": Message("Colorizer"),
    "drop": Message("Drop black-and-white photos here"),
    "or_paste": Message("or paste one"),
    "choose": Message("Choose photos..."),
    "add": Message("Add photos..."),
    "photos": Message("Photos"),
    "remove": Message("Remove {name} from this server", name="{name}"),
    "uploading": Message("Uploading {name}: {percent} %", name="{name}", percent="{percent}"),
    "coloring": Message("Colorizing..."),
    "ready": Message(
        "{name}, {width} x {height} pixels", name="{name}", width="{width}", height="{height}"
    ),
    "gone": Message("{name} is no longer kept here. Upload it again.", name="{name}"),
    "no_server": Message("The server does not answer. Check that it still runs."),
    "taken_over": Message("The photo was changed elsewhere; you see the newer state now."),
    "before": Message("Before"),
    "after": Message("After"),
    "divider": Message("Divider between before and after"),
    "photo_area": Message(
        "The photo. Click to add a hint, drag to move; Enter adds a hint in the middle."
    ),
    "zoom_in": Message("Zoom in"),
    "zoom_out": Message("Zoom out"),
    "fit": Message("Fit"),
    "full_size": Message("100 %"),
    "undo": Message("Undo"),
    "redo": Message("Redo"),
    "color": Message("Color"),
    "hint": Message("Hint {number}", number="{number}"),
    "no_hint": Message("Click a place in the photo to say what color it has."),
    "suggested": Message("Suggested here"),
    "other_color": Message("Other color"),
    "keep_gray": Message("Keep gray"),
    "remove_hint": Message("Remove hint"),
    "reach": Message("Reach"),
    "reach_here": Message("Here"),
    "reach_surface": Message("This surface"),
    "reach_everywhere": Message("Everywhere"),
    "look": Message("Look"),
    "more": Message("More"),
    "reset": Message("Reset"),
    "model": Message("Model"),
    "save": Message("Save"),
    "format": Message("Format"),
    "as_photo": Message("Same as photo"),
    "content": Message("Content"),
    "content_result": Message("Colorized photo"),
    "content_before_after": Message("Before and after"),
    "content_layer": Message("Color layer"),
    "download": Message("Download"),
    "download_all": Message("Download all as ZIP"),
    "all_progress": Message("{done} of {total} photos colorized", done="{done}", total="{total}"),
    "recipe_down": Message("Download recipe"),
    "recipe_up": Message("Use a recipe..."),
    "language": Message("Language"),
    "dismiss": Message("Dismiss"),
}
