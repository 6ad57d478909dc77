"""How results are named and encoded, what they keep of their photo, and how one is saved."""

import json
import os
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path, PurePath
from typing import NamedTuple, cast

import numpy as np

from colorizer_gui.engine.arrays import IsCancelled, PixelArray, ReportProgress
from colorizer_gui.engine.choices import COMPRESSIONS, DEFAULT_QUALITY, KEEP, OUTPUT_SPACES
from colorizer_gui.engine.color.output_spaces import OutputSpace, output_space
from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.errors import UsageError
from colorizer_gui.engine.messages import Message, system_reason
from colorizer_gui.engine.painting.lazy_image import LazyImage
from colorizer_gui.engine.painting.visible_mark import VisibleMark, with_mark
from colorizer_gui.engine.photo import (
    WRITABLE_FORMATS,
    FileFormat,
    Layer,
    Metadata,
    Photo,
    WriteOptions,
    check_destination,
    check_space,
    derived,
    format_by_id,
    format_by_suffix,
    lost_for_good,
    reduced,
    without_location,
    without_metadata,
    writable_format,
    write_photo,
    written_depth,
)
from colorizer_gui.engine.prediction import Prediction
from colorizer_gui.engine.session.export_kind import ExportKind
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_fit import check_shape, empty_regions
from colorizer_gui.engine.session.recipe_text import recipe_hash
from colorizer_gui.engine.stopping import stopped_by


def _unchanged(metadata: Metadata) -> Metadata:
    return metadata


_KEPT_METADATA: dict[str, Callable[[Metadata], Metadata]] = dict(
    zip(KEEP, (_unchanged, without_location, without_metadata), strict=True)
)


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


class Saved(NamedTuple):
    """A result that was written.

    Parameters
    ----------
    path : Path
    notices : tuple of Message
        What it lacks of its photo's metadata and depth because its format cannot hold them, and
        which regions of the recipe cover nothing.
    """

    path: Path
    notices: tuple[Message, ...] = ()


def save_colorized(
    path: Path,
    photo: Photo,
    colorizer: Colorizer,
    recipe: Recipe,
    output: Output,
    *,
    prediction: Prediction | None = None,
    overwrite: bool = False,
    is_cancelled: IsCancelled | None = None,
    report_progress: ReportProgress | None = None,
) -> Saved:
    """Colorize a photo and write the result, whole or not at all.

    Parameters
    ----------
    path : Path
        Of the result.
    photo : Photo
        As the recipe prepares it, see `preparing.prepared_for`.
    colorizer : Colorizer
    recipe : Recipe
        Its hints, regions and look are used; the model is the colorizer's.
    output : Output
    prediction : Prediction or None
        Of the photo with the recipe's hints; None to run the model.
    overwrite : bool
        Whether an existing file may be replaced; the photo itself never is.
    is_cancelled, report_progress : callable or None
        Progress is reported for formats that are encoded band by band. How far the encoders of the
        others are is not known.

    Returns
    -------
    Saved

    Raises
    ------
    SaveError, RecipeError, ModelError, Cancelled
        The file that was there before is untouched.
    """
    check_destination(path, photo, overwrite)
    check_shape(recipe, photo)
    if prediction is None:
        with stopped_by(is_cancelled):
            prediction = colorizer.predict(photo, recipe.hints, regions=recipe.regions)
    if output.kind.suffix is not None:
        return _save_comparison(
            path, photo, colorizer, recipe, output, prediction, is_cancelled, overwrite
        )
    options = output.write_options()
    check_space(path, output.format_of(path), options, photo)
    space = output_space(options.space)
    if not output.format_of(path).is_banded:
        report_progress = None
    image = colorizer.render_lazily(
        _deep_enough(photo, space),
        prediction,
        recipe.look,
        is_cancelled,
        None,
        report_progress,
        space,
        recipe.regions,
    )
    source = _source(photo, colorizer, recipe, output, path)
    pixels: LazyImage | PixelArray = image
    layers: tuple[Layer, ...] = ()
    if output.format_of(path).has_layers:
        pixels = cast(PixelArray, np.asarray(image))
        masks = prediction.hint_masks
        layers = output.kind.layers(photo, pixels, masks, output.mark)
    write_photo(
        path,
        output.kind.compose(photo, pixels, output.mark),
        source,
        layers=layers,
        format=output.format,
        options=options,
        software=colorizer.software if output.tagged else None,
        overwrite=overwrite,
        cancelled=is_cancelled,
    )
    file_format = output.format_of(path)
    lost = _lost_metadata(path, source, file_format) + _lost_depth(path, source, output)
    lost += empty_regions(recipe.regions)
    return Saved(path, lost + (_keep_date(path, photo) if output.keep_dates else ()))


def _save_comparison(
    path: Path,
    photo: Photo,
    colorizer: Colorizer,
    recipe: Recipe,
    output: Output,
    prediction: Prediction,
    is_cancelled: IsCancelled | None,
    overwrite: bool,
) -> Saved:
    """Write the photo before and after as one file to look at."""
    # It imports what no other kind of result needs.
    from colorizer_gui.engine.session.comparison import MOST_PIXELS, write_comparison

    suffix = output.kind.suffix
    assert suffix is not None
    small = reduced(photo, MOST_PIXELS[suffix])
    after = colorizer.render(small, prediction, recipe.look, is_cancelled, regions=recipe.regions)
    if output.mark:
        after = cast(PixelArray, np.asarray(with_mark(after, output.mark)))
    # Nothing of the photo's own metadata: such files are made for others.
    about = replace(small, metadata=Metadata())
    if output.tagged:
        about = colorizer.with_provenance(about, recipe_hash(recipe))
    write_comparison(path, suffix, about, after, is_cancelled, overwrite)
    told = empty_regions(recipe.regions)
    return Saved(path, told + (_keep_date(path, photo) if output.keep_dates else ()))


def _keep_date(path: Path, photo: Photo) -> tuple[Message, ...]:
    """Give a result the time of the last change of its photo; a notice where that fails."""
    if photo.path is None:
        return ()
    try:
        status = photo.path.stat()
        os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    except OSError as error:
        return (
            Message(
                "The file date of {name} cannot be kept ({reason}).",
                name=path.name,
                reason=system_reason(error),
            ),
        )
    return ()


def _deep_enough(photo: Photo, space: OutputSpace) -> Photo:
    """The photo with as many bits as the color space needs."""
    if photo.bit_depth >= space.least_depth:
        return photo
    return replace(photo, pixels=photo.pixels * np.uint16(257))


def _source(
    photo: Photo, colorizer: Colorizer, recipe: Recipe, output: Output, path: Path
) -> Photo:
    """The photo with the metadata and the transparency that its result is to have."""
    photo = output.kind.source(photo)
    recipe_sha256 = recipe_hash(recipe)
    network = colorizer.model.info.checkpoint_sha256
    stored = json.dumps(output.stored(), sort_keys=True)
    work = f"{recipe_sha256} {network} {output.format_of(path).id} {stored}"
    metadata = derived(_KEPT_METADATA[output.keep](photo.metadata), work)
    photo = replace(photo, metadata=metadata)
    return colorizer.with_provenance(photo, recipe_sha256) if output.tagged else photo


def _lost_metadata(path: Path, photo: Photo, file_format: FileFormat) -> tuple[Message, ...]:
    notices = []
    if names := file_format.left_out(photo.metadata):
        notices.append(
            Message(
                "{name} lacks what {format} cannot hold: {lost}.",
                name=path.name,
                format=file_format.label,
                lost=names,
            )
        )
    if labels := lost_for_good(photo.metadata.extras):
        notices.append(Message("{name} does not keep: {lost}.", name=path.name, lost=labels))
    return tuple(notices)


def _lost_depth(path: Path, photo: Photo, output: Output) -> tuple[Message, ...]:
    depth = photo.file_depth or photo.bit_depth
    wanted = min(depth, output.depth or depth)
    written = written_depth(output.format_of(path), output.write_options(), photo)
    if written >= wanted:
        return ()
    return (
        Message(
            "{name} has {written} bits a channel, and the photo has {depth}.",
            name=path.name,
            written=written,
            depth=depth,
        ),
    )
