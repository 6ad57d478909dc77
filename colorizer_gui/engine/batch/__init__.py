"""A folder of photos: planned, colorized, and taken up again after whatever stopped it.

`options` is what is asked for; `search`, `names` and `plan` find the photos and what is to be done
with each; `journal` and `lock` are what a run leaves in the folder of results, `leftovers` what it
takes away there; `worker` colors one photo, `network` and `memory` keep several that are under way
in bounds; `run` leads them all by `control`, with `workers` of this machine or by `cluster` of
others; `watch` does it again and again, and `report` tells of it.
"""

from colorizer_gui.engine.batch.control import Control, Listener
from colorizer_gui.engine.batch.options import ON_EXISTS, BatchOptions
from colorizer_gui.engine.batch.outcome import Outcome, State, Summary
from colorizer_gui.engine.batch.plan import Item, Plan, look_ahead
from colorizer_gui.engine.batch.report import write_report
from colorizer_gui.engine.batch.run import Batch
from colorizer_gui.engine.batch.watch import watch

__all__ = [
    "ON_EXISTS",
    "Batch",
    "BatchOptions",
    "Control",
    "Item",
    "Listener",
    "Outcome",
    "Plan",
    "State",
    "Summary",
    "look_ahead",
    "watch",
    "write_report",
]
