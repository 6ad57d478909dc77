"""How results are named, what they keep of their photo, and how one is made and written."""

from dataclasses import dataclass, replace

from colorizer_gui.engine.painting.export_kind import Content
from colorizer_gui.engine.photo import (
    SAVE_FORMATS,
    check_destination,
    format_by_suffix,
    left_out,
    without_location,
    without_metadata,
    write_photo,
)

RESULT_NAME = "{stem}" + Content.RESULT.ending + "{ext}"
DEFAULT_QUALITY = 92
_WITHOUT = {"all": lambda metadata: metadata, "no-location": without_location,
            "none": without_metadata}  # fmt: skip
KEEP = tuple(_WITHOUT)


@dataclass(frozen=True)
class Output:
    """How results are written.

    Parameters
    ----------
    format : str or None
        A key of `SAVE_FORMATS`; None for the one that the photo's name says, PNG where that is
        only read.
    quality : int
        1..100, for JPEG, WebP and AVIF.
    depth : {8, 16} or None
        Bits of a channel in PNG and TIFF; None for those of the photo.
    compression : {'deflate', 'lzw'}
        Of TIFF.
    keep : {'all', 'no-location', 'none'}
        What a result keeps of its photo's EXIF, XMP and IPTC.
    tagged : bool
        Whether a result's metadata say that it was colorized, and by what.
    content : Content
        What `save_colorized` writes of a result.
    """

    format: str | None = None
    quality: int = DEFAULT_QUALITY
    depth: int | None = None
    compression: str = "deflate"
    keep: str = "all"
    tagged: bool = True
    content: Content = Content.RESULT

    def name(self, path, template=None):
        """The name of a result.

        Parameters
        ----------
        path : Path
            The photo.
        template : str or None
            With the fields ``stem`` and ``ext``, which are those of the photo's name; ``ext``
            changes where the format does. None for an ending that says what it is.

        Returns
        -------
        str
        """
        template = template or f"{{stem}}{self.content.ending}{{ext}}"
        return template.format(stem=path.stem, ext=self._suffix(path))

    def _suffix(self, path):
        known = SAVE_FORMATS.values() if self.format is None else [SAVE_FORMATS[self.format]]
        if any(path.suffix.lower() in suffixes for suffixes in known):
            return path.suffix
        return SAVE_FORMATS[self.format or "png"][0]

    def kind(self, path):
        """The format of a result of that name, a key of `SAVE_FORMATS`; SaveError if none."""
        return self.format or format_by_suffix(path)

    def notice(self, path, photo, colorizer):
        """What a result lacks of its photo's metadata because its format cannot hold it.

        Parameters are those of `write`.

        Returns
        -------
        str or None
            A sentence.
        """
        kind = self.kind(path)
        names = left_out(self._source(photo, colorizer).metadata, kind)
        if not names:
            return None
        return f"{path.name} lacks what {kind.upper()} cannot hold: {', '.join(names)}."

    def write(self, path, pixels, photo, colorizer, overwrite=False, cancelled=None):
        """Write a result, whole or not at all.

        Parameters
        ----------
        path : Path
        pixels : LazyImage or ndarray of uint8 or uint16, shape (H, W, 3)
            sRGB.
        photo : Photo
            What the pixels come from.
        colorizer : Colorizer
            What made them.
        overwrite : bool
            Whether a file that is there may be replaced; the photo never is.
        cancelled : callable or None
            Asked before the file takes its place.

        Returns
        -------
        Path

        Raises
        ------
        SaveError, Cancelled
            What was there before is untouched.
        """
        return write_photo(
            path,
            pixels,
            self._source(photo, colorizer),
            format=self.format,
            quality=self.quality,
            depth=self.depth,
            compression=self.compression,
            software=colorizer.software if self.tagged else None,
            overwrite=overwrite,
            cancelled=cancelled,
        )

    def _source(self, photo, colorizer):
        """A photo with the metadata that its result is to have."""
        photo = replace(photo, metadata=_WITHOUT[self.keep](photo.metadata))
        return colorizer.with_provenance(photo) if self.tagged else photo


def save_colorized(path, photo, colorizer, recipe, output, overwrite=False, cancelled=None):
    """Color a photo and write the result.

    Parameters
    ----------
    path : Path
        Where the result goes.
    photo : Photo
    colorizer : Colorizer
    recipe : Recipe
        Its hints and look; the model is the colorizer's.
    output : Output
    overwrite : bool
        Whether a file that is there may be replaced; the photo never is.
    cancelled : callable or None
        Asked now and then; the work stops when it returns True.

    Returns
    -------
    Path

    Raises
    ------
    SaveError, ModelError, Cancelled
        What was there before is untouched.
    """
    check_destination(path, photo, overwrite)
    prediction = colorizer.predict(photo, recipe.hints)
    painting = colorizer.render_lazily(photo, prediction, recipe.look, cancelled)
    pixels, source = output.content.made(photo, painting), output.content.source(photo)
    return output.write(path, pixels, source, colorizer, overwrite, cancelled)
