"""How a client wants results: the options of the command as parameters of a request."""

from collections.abc import Callable, Sequence
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

from colorizer_gui.engine.choices import (
    COMPRESSIONS,
    DEPTHS,
    EXPORT_KINDS,
    KEEP,
    MARK_CORNERS,
    MARK_OPACITIES,
    MARK_OPACITY,
    MARK_SIZE,
    MARK_SIZES,
    OUTPUT_SPACES,
    SAVE_FORMATS,
)
from colorizer_gui.engine.painting.visible_mark import VisibleMark
from colorizer_gui.engine.session.export_kind import ExportKind
from colorizer_gui.engine.session.output import Output

# Without web pages: what is sent is never run by a browser.
CONTENTS = tuple(kind for kind in EXPORT_KINDS if ExportKind(kind).suffix is None)


def _one_of(values: Sequence[object]) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        if value is not None and value not in values:
            listed = ", ".join(map(str, values))
            raise PydanticCustomError("choice", "it must be one of {listed}", {"listed": listed})
        return value

    return check


def _choice(values: Sequence[Any]) -> Any:
    return Field(json_schema_extra={"enum": list(values)})


class ResultOptions(BaseModel):
    """What a result's file is like; each default is that of the command."""

    model_config = ConfigDict(extra="forbid")

    format: Annotated[str | None, AfterValidator(_one_of(SAVE_FORMATS)), _choice(SAVE_FORMATS)] = (
        None
    )
    quality: Annotated[int | None, Field(ge=1, le=100)] = None
    depth: Annotated[int | None, AfterValidator(_one_of(DEPTHS)), _choice(DEPTHS)] = None
    compression: Annotated[str, AfterValidator(_one_of(COMPRESSIONS)), _choice(COMPRESSIONS)] = (
        COMPRESSIONS[0]
    )
    space: Annotated[str, AfterValidator(_one_of(OUTPUT_SPACES)), _choice(OUTPUT_SPACES)] = (
        OUTPUT_SPACES[0]
    )
    content: Annotated[str, AfterValidator(_one_of(CONTENTS)), _choice(CONTENTS)] = CONTENTS[0]
    keep: Annotated[str, AfterValidator(_one_of(KEEP)), _choice(KEEP)] = KEEP[0]
    tag: bool = True
    mark: Annotated[str | None, AfterValidator(_one_of(MARK_CORNERS)), _choice(MARK_CORNERS)] = None
    mark_size: Annotated[int, Field(ge=MARK_SIZES[0], le=MARK_SIZES[1])] = MARK_SIZE
    mark_opacity: Annotated[int, Field(ge=MARK_OPACITIES[0], le=MARK_OPACITIES[1])] = MARK_OPACITY

    def output(self) -> Output:
        """The same for the engine.

        Raises
        ------
        UsageError
            No file can be so.
        """
        mark = None
        if self.mark:
            mark = VisibleMark(self.mark, self.mark_size, self.mark_opacity)
        output = Output(
            format=self.format,
            quality=self.quality,
            depth=self.depth,
            compression=self.compression,
            space=self.space,
            kind=ExportKind(self.content),
            keep=self.keep,
            tagged=self.tag,
            mark=mark,
        )
        output.check()
        return output
