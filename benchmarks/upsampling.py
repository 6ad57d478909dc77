"""Ways to scale color up, by their error near the edges of the photo.

The true ab of color photographs is averaged down 4 and 8 times and scaled up again with the help
of the full-resolution L*. ``python -m benchmarks.upsampling --data val.tar``
"""

import argparse
import sys
from pathlib import Path
from unittest import mock

import cv2
import numpy as np

from colorizer_gui.engine.color import upsampling
from colorizer_gui.engine.color.cielab import srgb_to_lab
from training.data import DataError
from training.evaluate import true_colors

FACTORS = (4, 8)
EDGE_SHARE = 0.1
BILATERAL_REACH = 2


def bilinear(small, lightness):
    """Without a look at the photo."""
    return cv2.resize(small, lightness.shape[::-1], interpolation=cv2.INTER_LINEAR)


def bicubic(small, lightness):
    """Without a look at the photo, a little sharper."""
    return cv2.resize(small, lightness.shape[::-1], interpolation=cv2.INTER_CUBIC)


def guided(radius, epsilon, back_projections=0):
    """The way of `colorizer_gui.engine.color.upsampling`, with other settings."""
    settings = {
        "GUIDE_RADIUS": radius,
        "GUIDE_EPSILON": epsilon,
        "BACK_PROJECTIONS": back_projections,
    }

    def scale_up(small, lightness):
        with mock.patch.multiple(upsampling, **settings):
            return upsampling.upsample(small, lightness).ab(lightness)

    return scale_up


def joint_bilateral(tolerance):
    """Joint bilateral upsampling (Kopf et al. 2007) over 5 x 5 coarse cells."""

    def scale_up(small, lightness):
        height, width = lightness.shape
        factor = height / small.shape[0]
        coarse = cv2.resize(lightness, small.shape[1::-1], interpolation=cv2.INTER_AREA)
        y, x = np.mgrid[:height, :width].astype(np.float32)
        y, x = (y + 0.5) / factor - 0.5, (x + 0.5) / factor - 0.5
        total, weights = np.zeros((height, width, 2), np.float32), np.zeros((height, width, 1))
        steps = range(-BILATERAL_REACH, BILATERAL_REACH + 1)
        for dy, dx in ((dy, dx) for dy in steps for dx in steps):
            row = np.clip(np.rint(y) + dy, 0, small.shape[0] - 1).astype(int)
            column = np.clip(np.rint(x) + dx, 0, small.shape[1] - 1).astype(int)
            near = ((row - y) ** 2 + (column - x) ** 2) / 2
            alike = ((coarse[row, column] - lightness) / tolerance) ** 2 / 2
            weight = np.exp(-near - alike)[..., None] + 1e-8
            total += weight * small[row, column]
            weights += weight
        return total / weights

    return scale_up


WAYS = {
    "bilinear": bilinear,
    "bicubic": bicubic,
    "joint bilateral, tolerance 5": joint_bilateral(5.0),
    "joint bilateral, tolerance 15": joint_bilateral(15.0),
    "guided, radius 4, epsilon 12": guided(4, 12.0),
    **{
        f"guided, radius {radius}, epsilon {epsilon:g}, back-projected twice": guided(
            radius, epsilon, 2
        )
        for radius in (2, 3, 4)
        for epsilon in (12.0, 50.0, 200.0)
    },
}


def errors(way, lab, factor):
    """Mean ab error of one photo near edges and everywhere, in CIELAB units.

    Parameters
    ----------
    way : callable
        Takes ab of shape (h, w, 2) and L* of shape (H, W), gives ab of shape (H, W, 2).
    lab : ndarray of float32, shape (H, W, 3)
    factor : int

    Returns
    -------
    near_edges, everywhere : float
    """
    lightness, ab = np.ascontiguousarray(lab[..., 0]), np.ascontiguousarray(lab[..., 1:])
    size = (lab.shape[1] // factor, lab.shape[0] // factor)
    small = cv2.resize(ab, size, interpolation=cv2.INTER_AREA)
    error = np.hypot(*np.moveaxis(way(small, lightness) - ab, -1, 0))
    slope = np.hypot(cv2.Sobel(lightness, cv2.CV_32F, 1, 0), cv2.Sobel(lightness, cv2.CV_32F, 0, 1))
    edges = cv2.dilate((slope > np.quantile(slope, 1 - EDGE_SHARE)).astype(np.uint8), None) > 0
    return float(error[edges].mean()), float(error.mean())


def main(arguments=None):
    """Command line; returns the exit code."""
    parser = argparse.ArgumentParser(prog="benchmarks.upsampling", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="tar or folder of color photos")
    parser.add_argument("--photos", type=int, help="measure only so many photos")
    options = parser.parse_args(arguments)
    try:
        photos = true_colors(options.data, options.photos)
    except DataError as error:
        print(f"upsampling: {error}", file=sys.stderr)
        return 1
    labs = [srgb_to_lab(photo.astype(np.float32) / 255) for photo in photos]
    heads = [f"{factor}x, {where}" for factor in FACTORS for where in ("near edges", "everywhere")]
    print("| mean ab error | " + " | ".join(heads) + " |")
    print("| --- |" + " --- |" * len(heads))
    for name, way in WAYS.items():
        cells = []
        for factor in FACTORS:
            cells += np.mean([errors(way, lab, factor) for lab in labs], axis=0).tolist()
        print(f"| {name} | " + " | ".join(f"{cell:.3f}" for cell in cells) + " |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
