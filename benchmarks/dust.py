"""How much drawn dust is found in scikit-image's photos, and how much else.

Specks and scratches, bright and dark, sharp and faint, are drawn onto 15 gray photos, as they are
and enlarged to twice the size with grain. ``python -m benchmarks.dust``
"""

import sys
from collections import Counter

import cv2
import numpy as np
import skimage

from colorizer_gui.engine.photo import Photo
from colorizer_gui.engine.preparation.dust_detection import detect_dust

PHOTOS = (
    "astronaut", "brick", "camera", "cell", "chelsea", "clock", "coffee", "coins", "grass",
    "gravel", "moon", "page", "rocket", "text", "stereo_motorcycle",
)  # fmt: skip
SENSITIVITIES = (0, 0.25, 0.5, 0.75, 1)
SPECKS, SCRATCHES = 60, 4  # of a photo; twice as many specks on an enlarged one
FINE = 8  # times, at which outlines are drawn
MARGIN = 3  # pixels around them
SEEN = 12  # levels by which dust changes its pixels, and at least one of them by more
SEEN_AT_PEAK = 30


def photo(name):
    """A photo in gray."""
    pixels = getattr(skimage.data, name)()
    pixels = pixels[0] if isinstance(pixels, tuple) else pixels
    return pixels if pixels.ndim == 2 else cv2.cvtColor(pixels, cv2.COLOR_RGB2GRAY)


def enlarged(pixels, random):
    """Twice as large, with grain that is strongest in middle tones."""
    large = cv2.resize(pixels, None, fx=2, fy=2, interpolation=cv2.INTER_CUBIC).astype(np.float32)
    grain = cv2.GaussianBlur(random.normal(0, 1, large.shape).astype(np.float32), (0, 0), 0.8)
    strength = np.clip(1 - ((large - 128) / 150) ** 2, 0.3, 1)
    return np.clip(large + 6 * grain / grain.std() * strength, 0, 255).astype(np.uint8)


def speck(size, random):
    """The outline of a speck, a polygon, and 0."""
    radius = np.exp(random.uniform(np.log(0.8), np.log(max(1.5, max(size) / 220))))
    angles = np.sort(random.uniform(0, 2 * np.pi, random.integers(5, 10)))
    radii = radius * random.uniform(0.6, 1.3, angles.size)
    outline = np.stack([np.cos(angles) * random.uniform(0.5, 1), np.sin(angles)], 1)
    return outline * radii[:, None] + random.uniform(0, 1, 2) * size[::-1], 0


def scratch(size, random):
    """The line of a scratch, half of them nearly upright, a little bent; and its width."""
    length = random.uniform(0.1, 0.5) * max(size)
    is_upright = random.random() < 0.5
    angle = np.pi / 2 + random.normal(0, 0.05) if is_upright else random.uniform(0, np.pi)
    along, bend = np.linspace(0, 1, 30)[:, None], random.normal(0, 0.01)
    way = np.array([np.cos(angle), np.sin(angle)])
    line = along * way + 4 * along * (1 - along) * bend * way[::-1] * (-1, 1)
    return line * length + random.uniform(0, 1, 2) * size[::-1], random.uniform(0.8, 1.6)


def drawn(pixels, random, specks):
    """The photo with dust, the number of what covers each pixel, and the kinds by number."""
    dusty, owners, kinds = pixels.astype(np.float32), np.zeros(pixels.shape, np.int32), {}
    for number in range(1, specks + SCRATCHES + 1):
        kind = "specks" if number <= specks else "scratches"
        points, thickness = (speck if kind == "specks" else scratch)(pixels.shape, random)
        left, top = np.maximum(np.floor(points.min(axis=0)).astype(int) - MARGIN, 0)
        right, bottom = np.ceil(points.max(axis=0)).astype(int) + MARGIN
        part = dusty[top:bottom, left:right]
        cover = covered(part.shape, points - (left, top), thickness) * random.uniform(0.5, 1)
        level = random.uniform(225, 255) if random.random() < 0.65 else random.uniform(0, 35)
        by = np.abs(level - part) * cover
        part += (level - part) * cover
        if by.max(initial=0) > SEEN_AT_PEAK:
            owners[top:bottom, left:right][by > SEEN] = number
            kinds[number] = kind
    return np.rint(dusty).astype(np.uint8), owners, kinds


def covered(size, points, thickness):
    """How far each pixel is covered by a polygon or, of a thickness above 0, by a line."""
    fine = np.zeros([side * FINE for side in size], np.uint8)
    if not fine.size:
        return np.zeros(size, np.float32)
    shapes = [np.rint(points * FINE).astype(np.int32)]
    if thickness:
        cv2.polylines(fine, shapes, False, 255, round(thickness * FINE))
    else:
        cv2.fillPoly(fine, shapes, 255)
    cover = cv2.resize(fine, size[::-1], interpolation=cv2.INTER_AREA) / np.float32(255)
    return cv2.GaussianBlur(cover, (0, 0), 0.5)


def count(mask):
    """Connected pieces of a mask, as labels and their number."""
    total, labels = cv2.connectedComponents(mask.view(np.uint8), connectivity=8)
    return labels, total - 1


def measured(clean, dusty, owners, kinds, sensitivity):
    """Counts of what was drawn, found, found rightly, and found where nothing was drawn."""
    found = detect_dust(Photo(dusty), sensitivity)
    counts = Counter(kinds.values())
    sizes = np.bincount(owners.ravel(), minlength=len(kinds) + 1)
    hits = np.bincount(owners[found], minlength=sizes.size)
    counts += Counter(
        f"{kind} found" for number, kind in kinds.items() if 0 < sizes[number] <= 2 * hits[number]
    )
    labels, counts["pieces"] = count(found)
    counts["right pieces"] = np.unique(labels[found & (owners > 0)]).size
    counts["on clean photos"] = count(detect_dust(Photo(clean), sensitivity))[1]
    return counts


def main():
    """Print a row for each sensitivity."""
    for scale in (1, 2):
        scans = []
        for seed, name in enumerate(PHOTOS):
            random = np.random.default_rng(seed)
            clean = photo(name) if scale == 1 else enlarged(photo(name), random)
            scans.append((clean, *drawn(clean, random, SPECKS * scale)))
        for sensitivity in SENSITIVITIES:
            total = sum((measured(*scan, sensitivity) for scan in scans), Counter())
            shares = [total[f"{kind} found"] / total[kind] for kind in ("specks", "scratches")]
            shares.append(total["right pieces"] / total["pieces"])
            print(
                f"| {scale} | {sensitivity} | "
                + " | ".join(f"{share:.0%}" for share in shares)
                + f" | {total['on clean photos'] / len(scans):.1f} |",
                flush=True,
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
