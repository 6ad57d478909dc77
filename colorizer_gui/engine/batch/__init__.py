"""Colorize a folder of photos, and resume after an interruption.

`options` holds what is asked for. `planner` finds the photos and decides on each, with `names` for
the results, `digest` for their settings, and `shards` to divide them among machines; `plan` is its
result. `journal` and `lock` keep their files in the folder of the results. `worker` colorizes one
photo, `memory` bounds how many are read at a time. `run` leads
all of them by `control`, with the `workers` of this machine or of a `cluster`, and gives an
`outcome` for each photo. `watch` repeats this while photos arrive, `report` writes a table.
"""

from colorizer_gui.engine.batch.control import Control, Listener
from colorizer_gui.engine.batch.options import BatchOptions
from colorizer_gui.engine.batch.outcome import Outcome, State, Summary
from colorizer_gui.engine.batch.plan import Item, Plan
from colorizer_gui.engine.batch.planner import plan_batch
from colorizer_gui.engine.batch.report import report_bytes, write_report
from colorizer_gui.engine.batch.run import Batch
from colorizer_gui.engine.batch.watch import watch

__all__ = [
    "Batch",
    "BatchOptions",
    "Control",
    "Item",
    "Listener",
    "Outcome",
    "Plan",
    "State",
    "Summary",
    "plan_batch",
    "report_bytes",
    "watch",
    "write_report",
]
