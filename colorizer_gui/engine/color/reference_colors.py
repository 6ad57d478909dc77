"""The colors of a reference photo as a look carries them; imports no numpy, for a quick start."""

import math
from dataclasses import dataclass

from colorizer_gui.engine.choices import BY_PLACE, REFERENCE_METHODS
from colorizer_gui.engine.color.packed_planes import check_sides, unpacked
from colorizer_gui.engine.messages import Message

QUANTILES = 33
LARGEST = 128.0


@dataclass(frozen=True)
class ReferenceCopy:
    """A small copy of a reference photo, for colors by place; the file is needed no more.

    Parameters
    ----------
    width, height : int
    data : str
        Three planes, see `packed_planes`: L* * 255 / 100, a* + 128, b* + 128.

    Raises
    ------
    ValueError
        A value cannot be used. Its argument is a Message that names it.
    """

    width: int
    height: int
    data: str

    def __post_init__(self) -> None:
        check_sides(self.width, self.height)
        unpacked(self.width, self.height, self.data)


@dataclass(frozen=True)
class ReferenceColors:
    """The colors of a reference photo.

    Parameters
    ----------
    a, b : tuple of float
        Quantiles of a* and b*, from the least to the largest, evenly spaced.
    method : {'spread', 'histogram', 'place'}
        What is matched: mean and standard deviation, every quantile, or places that look alike.
    copy : ReferenceCopy or None
        What places are matched with; by place it is needed.

    Raises
    ------
    ValueError
        A value cannot be used. Its argument is a Message that names it.
    """

    a: tuple[float, ...]
    b: tuple[float, ...]
    method: str = REFERENCE_METHODS[0]
    copy: ReferenceCopy | None = None

    @property
    def is_by_place(self) -> bool:
        """Whether places are matched, not the colors of the photo as a whole."""
        return self.method == BY_PLACE

    def __post_init__(self) -> None:
        if self.method not in REFERENCE_METHODS:
            raise ValueError(
                Message(
                    "{name} must be one of {known}, not {value!r}",
                    name="method",
                    known=REFERENCE_METHODS,
                    value=str(self.method),
                )
            )
        if self.is_by_place and self.copy is None:
            raise ValueError(Message("the method {method!r} needs a copy", method=BY_PLACE))
        for name, values in (("a", self.a), ("b", self.b)):
            if len(values) != QUANTILES:
                raise ValueError(
                    Message(
                        "{name} must have {wanted} numbers, not {found}",
                        name=name,
                        wanted=QUANTILES,
                        found=len(values),
                    )
                )
            if not all(math.isfinite(value) and abs(value) <= LARGEST for value in values):
                raise ValueError(
                    Message(
                        "{name} must be numbers between {low:g} and {high:g}",
                        name=name,
                        low=-LARGEST,
                        high=LARGEST,
                    )
                )
            if list(values) != sorted(values):
                raise ValueError(
                    Message("the numbers of {name} must be in ascending order", name=name)
                )
