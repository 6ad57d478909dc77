"""Finds for each place of a photo the places of a reference photo that look alike.

Places are compared by what the network sees in them (the colors that it holds likely, and its
vectors of surfaces), by lightness and by texture. A place takes the mean color of those that are
most like it, as far as they are alike, agree with each other, and have a color that the network
holds possible there; the rest of the say stays with the network.

References
----------
T. Welsh, M. Ashikhmin, K. Mueller, "Transferring color to gray images", SIGGRAPH 2002
(lightness and texture).
R. K. Gupta et al., "Image colorization using similar images", ACM Multimedia 2012 (features).
B. Zhang et al., "Deep exemplar-based video colorization", CVPR 2019 (weighted mean of matches by
deep features).
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from colorizer_gui.engine.arrays import Float32Array
from colorizer_gui.engine.color.upsampling import smooth_over_surfaces

# Places of the shorter side of the grid on which photos are compared.
GRID_SIDE = 32
# How much the measures of similarity count, and the difference of them that makes a match count e
# times less.
# Measured on halves of photos, one of which gave its colors to the other.
COLOR_WEIGHT, SURFACE_WEIGHT, TONE_WEIGHT, TEXTURE_WEIGHT = 3.0, 0.5, 0.2, 0.05
TEMPERATURE = 0.07
TONE_SCALE = 25.0  # L*
LARGEST_TONE_DISTANCE = 2.0  # in that scale; beyond, places differ no more
# Similarity of the likely colors from which a match counts, and from which it counts wholly.
LEAST_ALIKE, FULLY_ALIKE = 0.8, 1.0
# Spread of the colors of a place's matches, in CIELAB units, by which they lose their say.
DISAGREEMENT = 25.0
# Distance in CIELAB units within which the network's likely colors support another one.
SUPPORT = 10.0
# Standard deviation, for models without bins, of the colors that they hold possible.
PLAIN_SUPPORT = 25.0
COARSE_TEXTURE = 8.0  # pixels at the model's working size
FLAT = 1.0  # a range of L* that shows nothing to match
_CHUNK = 1024  # places that are compared at a time, which bounds memory


@dataclass(frozen=True, eq=False)
class PlaceFeatures:
    """What the places of a photo are compared by, row by row of a grid.

    Parameters
    ----------
    shape : tuple of int
        Rows and columns.
    lightness : ndarray of float32, shape (h, w)
        L* at the size that the network saw.
    tone : ndarray of float32, shape (N,)
        Mean L*.
    texture : ndarray of float32, shape (N, 2)
        Logarithm of the spread of L*, within a place and around it.
    colors : ndarray of float32, shape (N, 2)
        a*, b* as the network predicts them.
    likely : ndarray of float32, shape (N, Q), or None
        Square roots of the probabilities of the network's color bins.
    surface : ndarray of float32, shape (N, D), or None
        The network's vectors of surfaces.
    """

    shape: tuple[int, int]
    lightness: Float32Array
    tone: Float32Array
    texture: Float32Array
    colors: Float32Array
    likely: Float32Array | None
    surface: Float32Array | None


@dataclass(frozen=True, eq=False)
class PlaceMatch:
    """What places of a photo take from a reference photo.

    Parameters
    ----------
    ab : ndarray of float32, shape (p, q, 2)
        a*, b*.
    share : ndarray of float32, shape (p, q)
        How much they count against the network's own colors, 0..1.
    source : ndarray of float32, shape (p, q, 2)
        x, y of the most similar place of the reference photo, 0..1.
    """

    ab: Float32Array
    share: Float32Array
    source: Float32Array


def place_features(
    lightness: Float32Array,
    ab: Float32Array,
    bins: Float32Array | None,
    surface: Float32Array | None,
) -> PlaceFeatures:
    """Gather what places are compared by.

    Parameters
    ----------
    lightness : ndarray of float32, shape (h, w)
        L* that the network saw.
    ab : ndarray of float32, shape (r, s, 2)
        The network's output for it, as are the following.
    bins : ndarray of float32, shape (Q, r, s), or None
    surface : ndarray of float32, shape (D + 1, r, s), or None
        See `surfaces.learned_claim`.

    Returns
    -------
    PlaceFeatures
    """
    shape = _grid(lightness.shape)
    return PlaceFeatures(
        shape,
        lightness,
        _placed(lightness, shape).ravel(),
        _texture(lightness, shape),
        _placed(ab, shape).reshape(-1, 2),
        None if bins is None else np.sqrt(_listed(_probabilities(bins), shape)),
        None if surface is None else _listed(surface[:-1], shape),
    )


def match_places(
    photo: PlaceFeatures,
    reference: PlaceFeatures,
    reference_ab: Float32Array,
    centers: Float32Array | None,
) -> PlaceMatch:
    """Match the places of a photo with those of a reference photo.

    Parameters
    ----------
    photo, reference : PlaceFeatures
        Of one model.
    reference_ab : ndarray of float32, shape (H, W, 2)
        The true a*, b* of the reference photo.
    centers : ndarray of float32, shape (Q, 2), or None
        a*, b* of the color bins; None for a model without.

    Returns
    -------
    PlaceMatch
        On the grid of the photo's places; its shares are 0 in a photo that shows nothing.
    """
    true = _placed(reference_ab, reference.shape).reshape(-1, 2)
    matcher = _Matcher(photo, reference)
    count = len(photo.tone)
    ab, share = np.zeros((count, 2), np.float32), np.zeros(count, np.float32)
    best = np.zeros(count, np.int64)
    for start in range(0, count, _CHUNK):
        part = slice(start, start + _CHUNK)
        weights, alike = matcher.weights(part)
        ab[part] = weights @ true
        spread = np.maximum((weights @ true**2 - ab[part] ** 2).sum(axis=1), 0)
        share[part] = alike * np.exp(-spread / np.float32(DISAGREEMENT**2))
        best[part] = weights.argmax(axis=1)
    share *= np.sqrt(_support(photo, ab, centers))
    if float(np.ptp(photo.lightness)) < FLAT:
        share[:] = 0
    return _smoothed(photo, ab, share, _places(best, reference.shape))


def blend_match(own: Float32Array, match: PlaceMatch) -> Float32Array:
    """Colors (p, q, 2) of a network with those of a match, as far as it counts."""
    size = own.shape[1::-1]
    ab = cv2.resize(match.ab, size, interpolation=cv2.INTER_LINEAR)
    share = cv2.resize(match.share, size, interpolation=cv2.INTER_LINEAR)
    blended: Float32Array = own + share[..., None] * (ab - own)
    return blended


class _Matcher:
    """Similarity of the places of two photos."""

    def __init__(self, photo: PlaceFeatures, reference: PlaceFeatures) -> None:
        self._photo, self._reference = photo, reference
        self._surfaces = _like_vectors(photo.surface, reference.surface)
        # Photos are darker or brighter as a whole, and of other contrast.
        scale = float(photo.tone.std()) / max(float(reference.tone.std()), 1.0)
        self._tone = (reference.tone - reference.tone.mean()) * scale + photo.tone.mean()

    def weights(self, part: slice) -> tuple[Float32Array, Float32Array]:
        """How much each place of the reference counts for places of the photo, and in all.

        Returns
        -------
        weights : ndarray of float32, shape (n, M)
            Of sum 1.
        alike : ndarray of float32, shape (n,)
            0..1.
        """
        photo, reference = self._photo, self._reference
        colors = self._like_colors(part)
        total = np.float32(COLOR_WEIGHT) * colors
        if self._surfaces is not None:
            own, other = self._surfaces
            total += np.float32(SURFACE_WEIGHT) * (own[part] @ other.T)
        tone = np.abs(photo.tone[part, None] - self._tone) / np.float32(TONE_SCALE)
        total -= np.float32(TONE_WEIGHT) * np.minimum(tone, LARGEST_TONE_DISTANCE) ** 2
        total -= np.float32(TEXTURE_WEIGHT) * _squared(photo.texture[part], reference.texture)
        weights = np.exp((total - total.max(axis=1, keepdims=True)) / np.float32(TEMPERATURE))
        weights /= weights.sum(axis=1, keepdims=True)
        similar = (weights * colors).sum(axis=1)
        alike = (similar - LEAST_ALIKE) / (FULLY_ALIKE - LEAST_ALIKE)
        return weights, np.clip(alike, 0, 1).astype(np.float32)

    def _like_colors(self, part: slice) -> Float32Array:
        """Similarity, 0..1, of what the network holds likely (the Bhattacharyya coefficient)."""
        photo, reference = self._photo, self._reference
        if photo.likely is None or reference.likely is None:
            distance = _squared(photo.colors[part], reference.colors)
            return np.asarray(np.exp(-distance / np.float32(2 * PLAIN_SUPPORT**2)), np.float32)
        similarity: Float32Array = photo.likely[part] @ reference.likely.T
        return similarity


def _support(photo: PlaceFeatures, ab: Float32Array, centers: Float32Array | None) -> Float32Array:
    """How possible colors (N, 2) are for the network, 0..1, compared with its likeliest ones."""
    if photo.likely is None or centers is None:
        distance = ((ab - photo.colors) ** 2).sum(axis=1)
        return np.asarray(np.exp(-distance / np.float32(2 * PLAIN_SUPPORT**2)), np.float32)
    scale = np.float32(2 * SUPPORT**2)
    probability = photo.likely**2
    largest = (probability @ np.exp(-_squared(centers, centers) / scale)).max(axis=1)
    own = (probability * np.exp(-_squared(ab, centers) / scale)).sum(axis=1)
    return np.asarray(np.minimum(own / np.maximum(largest, 1e-6), 1), np.float32)


def _smoothed(
    photo: PlaceFeatures, ab: Float32Array, share: Float32Array, source: Float32Array
) -> PlaceMatch:
    """A match that varies over a surface only as its lightness does."""
    grid = share.reshape(photo.shape)
    # What does not count must not mix into what is beside it.
    weighted = smooth_over_surfaces(ab.reshape(*photo.shape, 2) * grid[..., None], photo.lightness)
    shares = smooth_over_surfaces(np.repeat(grid[..., None], 2, axis=2), photo.lightness)
    # Where nearly nothing counts, the quotient may be anything.
    wanted = np.clip(
        weighted / np.maximum(shares, np.float32(1e-3)), ab.min(axis=0), ab.max(axis=0)
    )
    return PlaceMatch(
        np.ascontiguousarray(wanted, np.float32),
        np.ascontiguousarray(np.clip(shares[..., 0], 0, 1), np.float32),
        source.reshape(*photo.shape, 2),
    )


def _grid(shape: tuple[int, ...]) -> tuple[int, int]:
    scale = GRID_SIDE / min(shape)
    rows, columns = (max(1, round(side * scale)) for side in shape)
    return rows, columns


def _placed(values: Float32Array, shape: tuple[int, int]) -> Float32Array:
    """Values (h, w) or (h, w, c) on a grid of places."""
    rows, columns = shape
    is_reduced = values.shape[0] > rows
    interpolation = cv2.INTER_AREA if is_reduced else cv2.INTER_LINEAR
    return np.asarray(cv2.resize(values, (columns, rows), interpolation=interpolation), np.float32)


def _listed(planes: Float32Array, shape: tuple[int, int]) -> Float32Array:
    """Planes (c, h, w) as vectors (N, c) of a grid's places."""
    return np.stack([_placed(plane, shape).ravel() for plane in planes], axis=1)


def _probabilities(bins: Float32Array) -> Float32Array:
    weights = np.asarray(np.exp(bins - bins.max(axis=0)), np.float32)
    weights /= weights.sum(axis=0)
    return weights


def _texture(lightness: Float32Array, shape: tuple[int, int]) -> Float32Array:
    """Logarithm of the spread of L* within each place and around it, shape (N, 2)."""
    blurred = np.asarray(cv2.GaussianBlur(lightness, (0, 0), COARSE_TEXTURE), np.float32)
    squares = np.asarray(cv2.GaussianBlur(lightness**2, (0, 0), COARSE_TEXTURE), np.float32)
    within = _placed(lightness**2, shape) - _placed(lightness, shape) ** 2
    around = _placed(squares - blurred**2, shape)
    variances = np.stack((within.ravel(), around.ravel()), axis=1)
    return np.log1p(np.sqrt(np.maximum(variances, 0)))


def _like_vectors(
    own: Float32Array | None, other: Float32Array | None
) -> tuple[Float32Array, Float32Array] | None:
    """Vectors of two photos, of length 1 around their common middle."""
    if own is None or other is None:
        return None
    both = np.concatenate((own, other))
    middle = (own.mean(axis=0) + other.mean(axis=0)) / 2
    deviation = both.std(axis=0) + np.float32(1e-4)

    def unit(vectors: Float32Array) -> Float32Array:
        shifted = (vectors - middle) / deviation
        length = np.linalg.norm(shifted, axis=1, keepdims=True)
        return np.asarray(shifted / np.maximum(length, 1e-6), np.float32)

    return unit(own), unit(other)


def _squared(one: Float32Array, other: Float32Array) -> Float32Array:
    """Squared distances of vectors (n, c) and (m, c), shape (n, m)."""
    total = np.zeros((len(one), len(other)), np.float32)
    for a, b in zip(one.T, other.T, strict=True):
        total += (a[:, None] - b) ** 2
    return total


def _places(indices: npt.NDArray[np.int64], shape: tuple[int, int]) -> Float32Array:
    """x, y, 0..1, of places by their number, shape (N, 2)."""
    rows, columns = np.divmod(indices, shape[1])
    return np.stack(((columns + 0.5) / shape[1], (rows + 0.5) / shape[0]), axis=1).astype(
        np.float32
    )
