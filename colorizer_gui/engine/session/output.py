"""How results are named and encoded, and what they keep of their photo."""

from dataclasses import asdict, dataclass
from pathlib import Path, PurePath

from colorizer_gui.engine.choices import COMPRESSIONS, DEFAULT_QUALITY, KEEP, OUTPUT_SPACES
from colorizer_gui.engine.color.output_spaces import output_space
from colorizer_gui.engine.errors import UsageError
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.painting.visible_mark import VisibleMark
from colorizer_gui.engine.photo import (
    WRITABLE_FORMATS,
    FileFormat,
    WriteOptions,
    format_by_id,
    format_by_suffix,
    writable_format,
)
from colorizer_gui.engine.session.export_kind import ExportKind


@dataclass(frozen=True)
class Output:
    """How results are written.

    Parameters
    ----------
    format : str or None
        One of `choices.SAVE_FORMATS`; None for the one that the photo's name says, PNG where that
        can only be read.
    quality : int or None
        1..100, of lossy formats; None for the default, see `WriteOptions`.
    depth : {8, 16} or None
        Bits of a channel, where the format has several depths; None for those of the photo.
    compression : {'deflate', 'lzw'}
        Of formats with several lossless compressions.
    keep : {'all', 'no-location', 'none'}
        What a result keeps of its photo's EXIF, XMP and IPTC.
    tagged : bool
        Whether a result's metadata say that it was colorized, by which model and recipe.
    kind : ExportKind
        What `save_colorized` writes.
    space : str
        The color space of the colorized photo, one of `choices.OUTPUT_SPACES`; other kinds are
        sRGB.
    keep_dates : bool
        Whether a result's file has the time of the last change of its photo's.
    mark : VisibleMark or None
        The word that a result shows.
    """

    format: str | None = None
    quality: int | None = None
    depth: int | None = None
    compression: str = COMPRESSIONS[0]
    keep: str = KEEP[0]
    tagged: bool = True
    kind: ExportKind = ExportKind.RESULT
    keep_dates: bool = False
    space: str = OUTPUT_SPACES[0]
    mark: VisibleMark | None = None

    def stored(self) -> dict[str, object]:
        """The values as JSON holds them, in the digests of a batch."""
        values = asdict(self)
        values["content"] = values.pop("kind")
        if self.quality is None:
            values["quality"] = DEFAULT_QUALITY  # as it was before a default could be finer
        elif self.quality == DEFAULT_QUALITY:
            values["is_quality_given"] = True
        if self.space == OUTPUT_SPACES[0]:
            del values["space"]  # as before there was a choice
        if not self.keep_dates:
            del values["keep_dates"]  # as before there was such an option
        if not self.mark:
            del values["mark"]
        return values

    def name(self, path: PurePath, template: str | None = None) -> str:
        """The name of a result.

        Parameters
        ----------
        path : Path
            Of the photo.
        template : str or None
            With the fields ``stem`` and ``ext``, which are those of the photo's name; ``ext``
            changes where the format does. None for the stem and the ending of the kind.

        Returns
        -------
        str
        """
        template = template or f"{{stem}}{self.kind.ending}{{ext}}"
        return template.format(stem=path.stem, ext=self._suffix(path))

    def _suffix(self, path: PurePath) -> str:
        if self.kind.suffix is not None:
            return self.kind.suffix
        known = WRITABLE_FORMATS if self.format is None else (format_by_id(self.format),)
        if any(path.suffix.lower() in row.suffixes for row in known):
            return path.suffix
        return writable_format(self.format).suffix

    def write_options(self) -> WriteOptions:
        """How a file is encoded."""
        is_result = self.kind is ExportKind.RESULT
        space = self.space if is_result else OUTPUT_SPACES[0]
        return WriteOptions(self.quality, self.depth, self.compression, space)

    def check(self) -> None:
        """Refuse a color space that no file of the format can have, before any work is done.

        Raises
        ------
        UsageError
        """
        space = output_space(self.write_options().space)
        file_format = format_by_id(self.format) if self.format else None
        if file_format is None or space.is_srgb:
            return
        if not file_format.has_profiles:
            raise UsageError(
                Message(
                    "{format} results are always sRGB. Choose another format, or sRGB.",
                    format=file_format.label,
                )
            )
        if file_format.depths[-1] < space.least_depth:
            raise UsageError(
                Message(
                    "{space} needs {least} bits a channel, and {format} has {depth}. "
                    "Choose TIFF or PNG, or another color space.",
                    space=space.label,
                    least=space.least_depth,
                    format=file_format.label,
                    depth=file_format.depths[-1],
                )
            )

    def format_of(self, path: Path) -> FileFormat:
        """The format of a result at a path.

        Raises
        ------
        SaveError
            Neither this output nor the name says which.
        """
        return format_by_id(self.format) if self.format else format_by_suffix(path)
