"""Color profiles: pixels of any gray, RGB or CMYK profile become sRGB.

LittleCMS, through Pillow, does 8-bit RGB and CMYK. It has no 16-bit way in Pillow, so grays and
16-bit RGB go through the profile's own curves and matrix here, in floating point. A 16-bit RGB
photo whose profile is a table instead (some scanners') goes through a grid of means of what
LittleCMS makes of 8-bit colors, which are finer than 8 bits.

References
----------
ICC.1:2022, sections 8 and 10.
"""

import io
import struct
from functools import cache, lru_cache

import numpy as np
from PIL import Image, ImageCms

from colorizer_gui.engine.color import cielab

_SPACES = {b"GRAY": "gray", b"RGB ": "rgb", b"CMYK": "cmyk"}
_GRID_STEP = 5
_GRID = 255 // _GRID_STEP + 1
_BAND = 2**16
# What a profile does to the way from black to white: it may round, but a picture must be left.
_MOST_FALL, _LEAST_RISE = 1 / 255, 0.1
_LEAST_VOLUME = 0.001  # of the colors of three primaries, in those of sRGB


class ProfileError(ValueError):
    """A profile that cannot be understood, or is for other pixels than these."""


@cache
def srgb_profile():
    """The sRGB profile to embed; the same bytes each time (LittleCMS writes the time into it)."""
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return made[:24] + struct.pack(">6H", 2000, 1, 1, 0, 0, 0) + made[36:]


def to_srgb(pixels, icc):
    """Convert gray or RGB pixels to sRGB, without leaving their bit depth.

    Parameters
    ----------
    pixels : ndarray of uint8 or uint16, shape (H, W) or (H, W, 3)
    icc : bytes
        Their profile. A profile that is sRGB within half a step leaves them as they are.

    Returns
    -------
    ndarray of the same shape and type

    Raises
    ------
    ProfileError
    """
    try:
        space = _SPACES.get(icc[16:20])
        if pixels.ndim == 2 and space in ("gray", "rgb"):
            return _gray_to_srgb(pixels, icc, space)
        if pixels.ndim == 3 and space == "rgb":
            return pixels if _is_srgb(icc) else _rgb_to_srgb(pixels, icc)
    except (ImageCms.PyCMSError, OSError, struct.error, IndexError) as error:
        raise ProfileError("the profile is damaged") from error
    raise ProfileError("the profile is for other pixels")


def cmyk_to_srgb(image, icc):
    """Convert a CMYK image (of PIL) to an RGB one; `ProfileError` as in `to_srgb`."""
    if _SPACES.get(icc[16:20]) != "cmyk":
        raise ProfileError("the profile is for other pixels")
    try:
        blacks = bytes(value for black in range(255, -1, -1) for value in (0, 0, 0, black))
        ramp = _transform(Image.frombytes("CMYK", (256, 1), blacks), icc)
        _check_ramp(np.asarray(ramp)[0].mean(axis=1) / 255)
        return _transform(image, icc)
    except (ImageCms.PyCMSError, OSError) as error:
        raise ProfileError("the profile is damaged") from error


def _transform(image, icc):
    """LittleCMS, relative colorimetric with black point compensation, 8 bits."""
    return ImageCms.profileToProfile(
        image,
        ImageCms.ImageCmsProfile(io.BytesIO(icc)),
        ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile())),
        renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
        outputMode="RGB",
        flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
    )


def _transform_array(pixels, icc):
    return np.asarray(_transform(Image.fromarray(np.ascontiguousarray(pixels)), icc))


def _check_ramp(values):
    """Refuse a profile that makes this, 0..1, of the way from black to white."""
    falls = np.maximum.accumulate(values) - values
    if not (falls.max() <= _MOST_FALL and values[-1] - values[0] >= _LEAST_RISE):
        raise ProfileError("the profile leaves no picture")


@cache
def _color_samples():
    """4096 colors spread over the cube, (64, 64, 3) uint8."""
    steps = np.arange(0, 256, 17, dtype=np.uint8)
    return np.stack(np.meshgrid(steps, steps, steps), axis=-1).reshape(64, 64, 3)


def _is_srgb(icc):
    """Whether a profile moves no 8-bit color by more than one step."""
    samples = _color_samples()
    converted = _transform_array(samples, icc)
    grays = converted.reshape(-1, 3)[:: 16 * 16 + 16 + 1]
    _check_ramp(grays.mean(axis=1) / 255)
    return np.abs(converted.astype(int) - samples).max() <= 1


def _gray_to_srgb(pixels, icc, space):
    """By a table with one entry for each gray value; exact for profiles of curves."""
    if space == "rgb" and _is_srgb(icc):
        return pixels
    largest = np.iinfo(pixels.dtype).max
    grays = np.linspace(0, 1, largest + 1)
    tags = _tags(icc)
    if space == "gray" and b"kTRC" in tags:
        encoded = cielab.linear_to_srgb(_gray_curve(icc, tags)(grays))
    elif space == "rgb" and _is_matrix(tags):
        ramp = np.repeat(grays[:, None], 3, axis=1)
        encoded = _matrix_to_srgb(ramp, icc, tags).mean(axis=1)
    else:
        ramp = np.arange(256, dtype=np.uint8)[None]
        ramp = ramp if space == "gray" else np.stack((ramp,) * 3, axis=-1)
        sampled = _transform_array(ramp, icc)[0].mean(axis=1)
        encoded = np.interp(grays * 255, np.arange(256), sampled) / 255
    _check_ramp(encoded)
    if np.abs(encoded - grays).max() <= 0.5 / 255:
        return pixels
    return np.rint(np.clip(encoded, 0, 1) * largest).astype(pixels.dtype)[pixels]


def _rgb_to_srgb(pixels, icc):
    tags = _tags(icc)
    shaper = _shaper(icc, tags) if _is_matrix(tags) else None
    if pixels.dtype == np.uint8:
        return _transform_array(pixels, icc)
    if shaper:
        matrix, curves = shaper
        grays = np.linspace(0, 1, 65536)
        tables = [curve(grays).astype(np.float32) for curve in curves]

        def convert(band):
            linear = np.stack([t[band[..., i]] for i, t in enumerate(tables)], axis=-1)
            return cielab.linear_to_srgb(linear @ matrix.T.astype(np.float32))
    else:
        grid = _sampled_grid(icc)

        def convert(band):
            return _interpolated(grid, band)

    return _in_bands(convert, pixels)


def _in_bands(convert, pixels):
    """Apply a function from uint16 to float 0..1 a few rows at a time, to spare memory."""
    result = np.empty_like(pixels)
    rows = max(1, _BAND // pixels.shape[1])
    for top in range(0, pixels.shape[0], rows):
        values = np.clip(convert(pixels[top : top + rows]), 0, 1)
        result[top : top + rows] = np.rint(values * 65535)
    return result


def _tags(icc):
    """The profile's elements: their bytes by four-letter name."""
    (count,) = struct.unpack_from(">I", icc, 128)
    tags = {}
    for i in range(min(count, 200)):
        name, offset, size = struct.unpack_from(">4sII", icc, 132 + 12 * i)
        tags[name] = icc[offset : offset + size]
    return tags


def _is_matrix(tags):
    """Whether curves and a matrix are all there is: LittleCMS prefers a table when it finds one."""
    tables = {b"A2B0", b"A2B1", b"D2B0", b"D2B1"}
    return b"rTRC" in tags and b"rXYZ" in tags and not tables & tags.keys()


def _matrix_to_srgb(rgb, icc, tags):
    matrix, curves = _shaper(icc, tags)
    linear = np.stack([curve(rgb[..., i]) for i, curve in enumerate(curves)], axis=-1)
    return cielab.linear_to_srgb(linear @ matrix.T)


def _shaper(icc, tags):
    """The matrix to linear sRGB and the three curves of a profile."""
    if icc[20:24] != b"XYZ ":
        raise ProfileError("the profile is damaged")
    curves = [_curve(tags.get(name, b"")) for name in (b"rTRC", b"gTRC", b"bTRC")]
    for curve in curves:
        _check_ramp(curve(np.linspace(0, 1, 256)))
    matrix = np.linalg.inv(_colorants(_tags(srgb_profile()))) @ _colorants(tags)
    if abs(np.linalg.det(matrix)) < _LEAST_VOLUME:
        raise ProfileError("the profile leaves no colors")
    return matrix, curves


def _colorants(tags):
    """The XYZ (D50) of a profile's red, green and blue, as the columns of a matrix."""
    columns = [struct.unpack_from(">3i", tags.get(n, b""), 8) for n in (b"rXYZ", b"gXYZ", b"bXYZ")]
    return np.array(columns).T / 65536


def _gray_curve(icc, tags):
    """The curve from a gray value to linear light."""
    curve = _curve(tags[b"kTRC"])
    if icc[20:24] != b"Lab ":
        return curve
    return lambda values: cielab.srgb_to_linear(cielab.lightness_to_gray(100 * curve(values)))


def _curve(data):
    """A function from 0..1 to 0..1 for a `curv` or `para` element."""
    kind, count = struct.unpack_from(">4s4xI", data)
    if kind == b"curv" and count > 1:
        table = np.frombuffer(data, ">u2", count, 12) / 65535 if len(data) >= 12 + 2 * count else 0
        if np.ndim(table) == 0:
            raise ProfileError("the profile is damaged")
        return lambda values: np.interp(values, np.linspace(0, 1, count), table)
    if kind == b"curv":
        gamma = struct.unpack_from(">H", data, 12)[0] / 256 if count else 1.0
        return lambda values: np.asarray(values) ** gamma
    if kind == b"para":
        return _parametric(data)
    raise ProfileError("the profile is damaged")


def _parametric(data):
    """The five forms of ICC.1, 10.18, all written as the last and most general one."""
    (form,) = struct.unpack_from(">H", data, 8)
    if form > 4:
        raise ProfileError("the profile is damaged")
    count = (1, 3, 4, 5, 7)[form]
    given = [value / 65536 for value in struct.unpack_from(f">{count}i", data, 12)]
    g, a, b, c, d, e, f = given + [0.0] * (7 - count)
    if form == 0:
        a, d = 1.0, -1.0
    elif form == 1:
        c, d = 0.0, -b / a if a else 0.0
    elif form == 2:
        c, d, e, f = 0.0, -b / a if a else 0.0, c, c

    def curve(values):
        values = np.asarray(values)
        with np.errstate(all="ignore"):  # where the other part counts, or the profile is broken
            power = np.maximum(a * values + b, 0) ** g + e
        return np.clip(np.where(values >= d, power, c * values + f), 0, 1)

    return curve


@lru_cache(maxsize=2)
def _sampled_grid(icc):
    """sRGB at every fifth 8-bit step of each channel, (52 * 52 * 52, 3) float32, 0..1.

    A node is the mean of its 3 x 3 x 3 neighbors, in which the roundings of LittleCMS to 8 bits
    cancel out; on the faces of the cube, of those on the face.
    """
    inner = np.arange(_GRID_STEP, 255, _GRID_STEP)[:, None] + (-1, 0, 1)
    levels = np.concatenate(([0], inner.ravel(), [255])).astype(np.uint8)
    colors = np.stack(np.meshgrid(levels, levels, levels, indexing="ij"), axis=-1)
    values = _transform_array(colors.reshape(-1, len(levels), 3), icc).reshape(colors.shape)
    for _ in range(3):
        values = np.moveaxis(_node_means(values), 0, 2)  # red, then green, then blue
    return values.reshape(-1, 3) / np.float32(255)


def _node_means(values):
    """Means of three layers around each inner node; the first and the last layer stand alone."""
    inner = values[1:-1].reshape(-1, 3, *values.shape[1:]).mean(axis=1, dtype=np.float32)
    return np.concatenate((values[:1], inner, values[-1:]))


def _interpolated(grid, rgb):
    """Trilinear interpolation of a grid of `_sampled_grid` at uint16 colors (..., 3)."""
    place = rgb.reshape(-1, 3) * np.float32((_GRID - 1) / 65535)
    low = np.minimum(place.astype(np.int32), _GRID - 2)
    part = (place - low).T[..., None]
    strides = np.array((_GRID * _GRID, _GRID, 1), np.int32)
    first = low @ strides
    result = np.zeros(place.shape, np.float32)
    for corner in np.ndindex(2, 2, 2):
        red, green, blue = (
            share if up else 1 - share for share, up in zip(part, corner, strict=True)
        )
        result += np.take(grid, first + corner @ strides, axis=0) * (red * green * blue)
    return result.reshape(rgb.shape)
