"""Alignment of another version of a photo to it, and how far both agree at each place.

Features give a homography, dense optical flow refines it; local structure and tone then say where
both show the same.

References
----------
D. Lowe, "Distinctive Image Features from Scale-Invariant Keypoints", IJCV 60(2), 2004.
T. Kroeger et al., "Fast Optical Flow using Dense Inverse Search", ECCV 2016.
Z. Wang et al., "Image Quality Assessment: From Error Visibility to Structural Similarity", IEEE
TIP 13(4), 2004 (the form of the measure of structure).
"""

from dataclasses import dataclass

import cv2
import numpy as np
import numpy.typing as npt

from colorizer_gui.engine.arrays import Float32Array, Uint8Array
from colorizer_gui.engine.color.agreement import agreement_map, rim_fade, structure_share
from colorizer_gui.engine.stopping import check_stopped

MOST_FEATURES = 4000
# Lowe's ratio of the distances of the best and the second-best match.
MATCH_RATIO = 0.8
# Pixels that a matched feature may be off, and matches that make a homography believable.
TOLERANCE, LEAST_MATCHES = 4.0, 12
# Factors of scale between both, in a homography that can be meant.
LARGEST_SCALE = 8.0
# Of the longer side: how far the flow may move a place, and its smoothing.
LARGEST_FLOW, FLOW_SMOOTHING = 0.03, 0.004
SMALLEST_SIDE = 32  # pixels, below which there is nothing to align

_Map = tuple[Float32Array, Float32Array]  # x and y in the version, of each pixel of the scan


@dataclass(frozen=True, eq=False)
class Alignment:
    """The colors of a version on the pixels of the scan.

    Parameters
    ----------
    ab : ndarray of float32, shape (h, w, 2)
        a*, b*.
    agreement : ndarray of float32, shape (h, w)
        0..1.
    agreed : float
        The share of the scan's structure that agrees, 0..1.
    """

    ab: Float32Array
    agreement: Float32Array
    agreed: float


def align(scan: Float32Array, version: Float32Array) -> Alignment:
    """Align a version of a photo to the scan.

    Parameters
    ----------
    scan : ndarray of float32, shape (h, w)
        L*.
    version : ndarray of float32, shape (p, q, 3)
        L*, a*, b*.

    Returns
    -------
    Alignment

    Raises
    ------
    Cancelled
    """
    if min(*scan.shape, *version.shape[:2]) < SMALLEST_SIDE:
        nothing = np.zeros(scan.shape, np.float32)
        return Alignment(np.zeros((*scan.shape, 2), np.float32), nothing, 0.0)
    light = np.ascontiguousarray(version[..., 0])
    gray, other = _equalized(scan), _equalized(light)
    homography = _homography(gray, other)
    # A version of the same frame whose details are all redrawn has no feature in common.
    starts = [_stretched(gray.shape, other.shape)]
    if homography is not None:
        starts.append(homography)
    found = [_refined(scan, gray, version, other, start) for start in starts]
    return max(found, key=lambda each: each.agreed)


def _equalized(lightness: Float32Array) -> Uint8Array:
    """Lightness with local contrast that is much the same in every version."""
    gray = np.rint(np.clip(lightness, 0, 100) * 2.55).astype(np.uint8)
    equalized = cv2.createCLAHE(2.0, (8, 8)).apply(gray)
    return np.asarray(equalized, np.uint8)


def _homography(scan: Uint8Array, version: Uint8Array) -> npt.NDArray[np.float64] | None:
    """The homography from the scan to the version; None where features do not give one."""
    sift = cv2.SIFT.create(nfeatures=MOST_FEATURES)
    points, descriptors = [], []
    for image in (scan, version):
        check_stopped()
        keypoints = sift.detect(image)
        if len(keypoints) < LEAST_MATCHES:
            return None
        keypoints, described = sift.compute(image, keypoints)
        points.append(np.array([each.pt for each in keypoints], np.float32))
        descriptors.append(np.asarray(described, np.float32))
    check_stopped()
    pairs = _matches(*descriptors)
    if len(pairs) < LEAST_MATCHES:
        return None
    check_stopped()
    found, inliers = cv2.findHomography(
        points[0][pairs[:, 0]], points[1][pairs[:, 1]], cv2.USAC_MAGSAC, TOLERANCE
    )
    if found is None or int(np.sum(inliers)) < LEAST_MATCHES:
        return None
    matrix = np.asarray(found, np.float64)
    return matrix if _is_plausible(matrix, scan.shape) else None


def _matches(one: Float32Array, other: Float32Array) -> npt.NDArray[np.intp]:
    """Pairs of features, shape (n, 2), that are each other's best and clearly the best."""
    matcher = cv2.BFMatcher(cv2.NORM_L2)
    best: dict[int, cv2.DMatch] = {}
    for match, second in (pair for pair in matcher.knnMatch(one, other, k=2) if len(pair) == 2):
        if match.distance < MATCH_RATIO * second.distance:
            kept = best.get(match.trainIdx)
            if kept is None or match.distance < kept.distance:
                best[match.trainIdx] = match
    pairs = [(match.queryIdx, match.trainIdx) for match in best.values()]
    return np.array(pairs, np.intp).reshape(-1, 2)


def _is_plausible(matrix: npt.NDArray[np.float64], shape: tuple[int, ...]) -> bool:
    """Whether a homography keeps the corners of the scan in order and at a sane scale."""
    height, width = shape
    corners = np.array([[(0, 0), (width, 0), (width, height), (0, height)]], np.float64)
    homogeneous = corners[0] @ matrix[:, :2].T + matrix[:, 2]
    if (homogeneous[:, 2] * matrix[2, 2] <= 0).any():
        return False
    placed = np.asarray(cv2.perspectiveTransform(corners, matrix), np.float32)
    area = float(cv2.contourArea(placed, True))
    scale = np.sqrt(abs(area) / (height * width))
    is_in_order = area * float(cv2.contourArea(corners.astype(np.float32), True)) > 0
    is_sane = 1 / LARGEST_SCALE < scale < LARGEST_SCALE
    return bool(is_in_order and is_sane and cv2.isContourConvex(placed))


def _stretched(scan: tuple[int, ...], version: tuple[int, ...]) -> npt.NDArray[np.float64]:
    """The homography between the same frames in two sizes."""
    return np.diag((version[1] / scan[1], version[0] / scan[0], 1.0))


def _refined(
    scan: Float32Array,
    gray: Uint8Array,
    version: Float32Array,
    other: Uint8Array,
    homography: npt.NDArray[np.float64],
) -> Alignment:
    """The alignment that begins with a homography and ends with dense flow."""
    check_stopped()
    height, width = scan.shape
    y, x = np.mgrid[:height, :width].astype(np.float32)
    flow = _flow(gray, np.asarray(_taken(other, _mapped(homography, x, y)), np.uint8))
    places = _mapped(homography, x + flow[..., 0], y + flow[..., 1])
    check_stopped()
    lab = np.asarray(_taken(version, places), np.float32)
    is_inside = _is_inside(places, other.shape)
    agreement = agreement_map(scan, np.ascontiguousarray(lab[..., 0]), is_inside)
    share = structure_share(scan, agreement)
    return Alignment(np.ascontiguousarray(lab[..., 1:]), agreement * rim_fade(is_inside), share)


def _mapped(homography: npt.NDArray[np.float64], x: Float32Array, y: Float32Array) -> _Map:
    """Where pixels of the scan are in the version."""
    points = np.stack((x, y), axis=-1)
    mapped = np.asarray(cv2.perspectiveTransform(points, homography), np.float32)
    return np.ascontiguousarray(mapped[..., 0]), np.ascontiguousarray(mapped[..., 1])


def _taken(image: Uint8Array | Float32Array, places: _Map) -> npt.NDArray[np.generic]:
    """The values of an image at places of it, those of its border outside."""
    return np.asarray(cv2.remap(image, *places, cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE))


def _flow(scan: Uint8Array, version: Uint8Array) -> Float32Array:
    """Smooth dense flow from the scan to a version that lies over it, shape (h, w, 2)."""
    search = cv2.DISOpticalFlow.create(cv2.DISOPTICAL_FLOW_PRESET_MEDIUM)
    found = search.calc(scan, version, np.zeros((*scan.shape, 2), np.float32))
    side = max(scan.shape)
    flow = np.asarray(cv2.GaussianBlur(found, (0, 0), FLOW_SMOOTHING * side), np.float32)
    length = np.linalg.norm(flow, axis=-1, keepdims=True)
    factor = np.minimum(1, LARGEST_FLOW * side / np.maximum(length, 1e-6))
    return np.asarray(flow * factor, np.float32)


def _is_inside(places: _Map, shape: tuple[int, ...]) -> npt.NDArray[np.bool_]:
    """Whether places are inside the version."""
    x, y = places
    height, width = shape
    return np.asarray((x >= 0) & (y >= 0) & (x <= width - 1) & (y <= height - 1))
