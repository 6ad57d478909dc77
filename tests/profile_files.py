"""Color profiles, whole and broken, as bytes."""

import struct

import numpy as np

WHITE_D50 = (0.9642, 1.0, 0.8249)
# Red, green and blue in XYZ adapted to D50, as the profiles' publishers give them.
ADOBE = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
PROPHOTO = ((0.79767, 0.28804, 0.0), (0.13519, 0.71188, 0.0), (0.03134, 0.00009, 0.82491))
DISPLAY_P3 = (
    (0.51512, 0.24120, -0.00105),
    (0.29198, 0.69225, 0.04189),
    (0.15710, 0.06657, 0.78407),
)


def fixed(*values):
    return struct.pack(f">{len(values)}i", *(round(value * 65536) for value in values))


def xyz(values):
    return b"XYZ \0\0\0\0" + fixed(*values)


def gamma(value):
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(value * 256))


def table(values):
    steps = np.rint(np.asarray(values) * 65535).astype(">u2")
    return b"curv\0\0\0\0" + struct.pack(">I", len(steps)) + steps.tobytes()


def parametric(form, *values):
    return b"para\0\0\0\0" + struct.pack(">HH", form, 0) + fixed(*values)


SRGB_CURVE = parametric(3, 2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)


def text(words):
    data = words.encode() + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">I", len(data)) + data + b"\0" * 78


def profile(space, kind, connection, **elements):
    """The bytes of a version 2 profile."""
    elements = {"desc": text("made for a test"), "wtpt": xyz(WHITE_D50)} | elements
    start = 128 + 4 + 12 * len(elements)
    directory, body = struct.pack(">I", len(elements)), b""
    for name, element in elements.items():
        padded = element + b"\0" * (-len(element) % 4)
        directory += struct.pack(">4sII", name.encode(), start + len(body), len(padded))
        body += padded
    head = struct.pack(
        ">I4sI4s4s4s12s4s",
        0,
        b"test",
        0x02400000,
        kind,
        space,
        connection,
        struct.pack(">6H", 2000, 1, 1, 0, 0, 0),
        b"acsp",
    )
    head = head.ljust(68, b"\0") + fixed(*WHITE_D50)
    whole = head.ljust(128, b"\0") + directory + body
    return struct.pack(">I", len(whole)) + whole[4:]


def gray_profile(curve, connection=b"XYZ "):
    return profile(b"GRAY", b"mntr", connection, kTRC=curve)


def matrix_profile(colorants, curve):
    columns = dict(zip(("rXYZ", "gXYZ", "bXYZ"), map(xyz, colorants), strict=True))
    return profile(b"RGB ", b"mntr", b"XYZ ", **columns, rTRC=curve, gTRC=curve, bTRC=curve)


def table_profile(space, to_rgb, colorants, exponent, nodes):
    """A profile that is a table to CIELAB in place of curves and a matrix."""
    channels = len(space.strip())
    steps = np.linspace(0, 1, nodes)
    device = np.stack(np.meshgrid(*(steps,) * channels, indexing="ij"), axis=-1)
    relative = (to_rgb(device) ** exponent) @ np.array(colorants) / WHITE_D50
    curve = np.where(relative > 216 / 24389, np.cbrt(relative), relative * 841 / 108 + 4 / 29)
    x, y, z = np.moveaxis(curve, -1, 0)
    lab = (116 * y - 16) * 652.8, (500 * (x - y) + 128) * 256, (200 * (y - z) + 128) * 256
    straight = struct.pack(">2H", 0, 65535)
    lut = b"mft2\0\0\0\0" + struct.pack(">4B", channels, 3, nodes, 0)
    lut += fixed(1, 0, 0, 0, 1, 0, 0, 0, 1) + struct.pack(">2H", 2, 2) + straight * channels
    lut += np.rint(np.stack(lab, axis=-1)).clip(0, 65535).astype(">u2").tobytes() + straight * 3
    return profile(space, b"scnr", b"Lab ", A2B0=lut)
