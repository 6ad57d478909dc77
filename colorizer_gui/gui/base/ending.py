"""The end of the program, which a fault in one of its parts does not keep from the others."""

import logging
from collections.abc import Callable

log = logging.getLogger(__name__)


def end_all(*ends: Callable[[], object]) -> None:
    """Call what ends the parts of the program, in this order; what one raises is logged."""
    for end in ends:
        try:
            end()
        except Exception:
            log.exception("unexpected error at the end")
