"""Saves the result of one photo."""

import json
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, cast

import numpy as np

from colorizer_gui.engine.arrays import IsCancelled, PixelArray, ReportProgress
from colorizer_gui.engine.choices import KEEP
from colorizer_gui.engine.color.output_spaces import OutputSpace, output_space
from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.errors import SaveError
from colorizer_gui.engine.messages import Message, system_reason
from colorizer_gui.engine.painting.lazy_image import LazyImage
from colorizer_gui.engine.painting.own_colors import own_colors
from colorizer_gui.engine.painting.visible_mark import with_mark
from colorizer_gui.engine.photo import (
    FileFormat,
    Layer,
    Metadata,
    Photo,
    check_destination,
    check_space,
    derived,
    lost_for_good,
    reduced,
    without_location,
    without_metadata,
    write_photo,
    written_depth,
)
from colorizer_gui.engine.prediction import Prediction
from colorizer_gui.engine.session.export_kind import ExportKind
from colorizer_gui.engine.session.output import Output
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_fit import check_shape, empty_regions
from colorizer_gui.engine.session.recipe_text import recipe_hash
from colorizer_gui.engine.stopping import stopped_by


def _unchanged(metadata: Metadata) -> Metadata:
    return metadata


_KEPT_METADATA: dict[str, Callable[[Metadata], Metadata]] = dict(
    zip(KEEP, (_unchanged, without_location, without_metadata), strict=True)
)


class Saved(NamedTuple):
    """A result that was written.

    Parameters
    ----------
    path : Path
    notices : tuple of Message
        What it lacks of its photo's metadata, depth and transparency because it cannot hold them,
        and which regions of the recipe cover nothing.
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

    Where the recipe keeps the photo's own colors, it is not colorized, see `save_in_own_colors`.

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
    if recipe.keeps_colors:
        return save_in_own_colors(
            path,
            photo,
            recipe,
            output,
            overwrite=overwrite,
            is_cancelled=is_cancelled,
            report_progress=report_progress,
        )
    check_destination(path, photo, overwrite)
    check_shape(recipe, photo)
    if prediction is None:
        with stopped_by(is_cancelled):
            prediction = colorizer.predict(photo, recipe.hints, regions=recipe.regions)
    if output.kind.suffix is not None:
        return _save_comparison(
            path, photo, colorizer, recipe, output, prediction, is_cancelled, overwrite
        )
    space = _checked_space(path, photo, output)
    image = colorizer.render_lazily(
        _deep_enough(photo, space),
        prediction,
        recipe.look,
        is_cancelled,
        None,
        report_progress if output.format_of(path).is_banded else None,
        space,
        recipe.regions,
    )
    source = _source(photo, recipe, output, path, colorizer.model.info.checkpoint_sha256)
    if output.tagged:
        source = colorizer.with_provenance(source, recipe_hash(recipe))
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
        options=output.write_options(),
        software=colorizer.software if output.tagged else None,
        overwrite=overwrite,
        cancelled=is_cancelled,
    )
    return _saved(path, photo, source, output, empty_regions(recipe.regions))


def save_in_own_colors(
    path: Path,
    photo: Photo,
    recipe: Recipe,
    output: Output,
    *,
    overwrite: bool = False,
    is_cancelled: IsCancelled | None = None,
    report_progress: ReportProgress | None = None,
) -> Saved:
    """Write a photo as it was prepared, in its own colors, whole or not at all.

    No model runs, so nothing in the result says that it was colorized.

    Parameters
    ----------
    path : Path
        Of the result.
    photo : Photo
        As the recipe prepares it.
    recipe : Recipe
        Its preparation counts alone.
    output : Output
        Of the kind ``result``; its mark is not shown.
    overwrite : bool
    is_cancelled, report_progress : callable or None
        As in `save_colorized`.

    Returns
    -------
    Saved

    Raises
    ------
    SaveError, Cancelled
        The file that was there before is untouched.
    """
    check_destination(path, photo, overwrite)
    if output.kind is not ExportKind.RESULT:
        raise SaveError(
            Message(
                "Can't save {name}: the photo keeps its own colors, so there is no before and "
                "after. Save the photo alone, or recolor it.",
                name=path.name,
            )
        )
    space = _checked_space(path, photo, output)
    if not output.format_of(path).is_banded:
        report_progress = None
    pixels = _deep_enough(photo, space).pixels
    source = _source(photo, recipe, output, path)
    write_photo(
        path,
        own_colors(pixels, is_cancelled, None, report_progress, space),
        source,
        format=output.format,
        options=output.write_options(),
        overwrite=overwrite,
        cancelled=is_cancelled,
    )
    return _saved(path, photo, source, output)


def _checked_space(path: Path, photo: Photo, output: Output) -> OutputSpace:
    """The color space of a result; refused where its format cannot have it."""
    options = output.write_options()
    check_space(path, output.format_of(path), options, photo)
    return output_space(options.space)


def _saved(
    path: Path, photo: Photo, source: Photo, output: Output, told: tuple[Message, ...] = ()
) -> Saved:
    """What there is to tell of a result, which gets the date of its photo where that is wanted."""
    file_format = output.format_of(path)
    lost = _lost_metadata(path, source, file_format) + _lost_depth(path, source, output)
    lost += _lost_alpha(path, photo, source, file_format)
    dated = _keep_date(path, photo) if output.keep_dates else ()
    return Saved(path, lost + told + dated)


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


def _source(photo: Photo, recipe: Recipe, output: Output, path: Path, network: str = "") -> Photo:
    """The photo with the metadata and the transparency that its result is to have."""
    photo = output.kind.source(photo)
    stored = json.dumps(output.stored(), sort_keys=True)
    work = f"{recipe_hash(recipe)} {network} {output.format_of(path).id} {stored}"
    metadata = derived(_KEPT_METADATA[output.keep](photo.metadata), work)
    return replace(photo, metadata=metadata)


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


def _lost_alpha(
    path: Path, photo: Photo, source: Photo, file_format: FileFormat
) -> tuple[Message, ...]:
    is_kept = source.alpha is not None and file_format.has_alpha
    if photo.alpha is None or is_kept or photo.alpha.min() == np.iinfo(photo.alpha.dtype).max:
        return ()
    return (Message("{name} does not keep the transparency of the photo.", name=path.name),)


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
