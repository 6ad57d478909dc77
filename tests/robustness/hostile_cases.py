"""Draws hostile cases: photos, models and texts, each made from its number alone."""

import base64
import json
import random
import tempfile
import zlib
from functools import cache
from pathlib import Path

from drawn_photos import whole_photos

from hostile_models import GROWTHS, write_growing_model
from hostile_texts import JSON_TEXTS, VALUES, with_value
from model_files import ABOUT, write_model

PREPARE = {
    "rotate": 90,
    "straighten": -2.5,
    "crop": {"left": 0.1, "top": 0, "right": 0.9, "bottom": 1},
    "invert": True,
    "levels": {"black": "auto", "white": 0.9, "gamma": 1.2},
    # A grid of 3 x 2 places, of which one is dust.
    "dust": {"width": 3, "height": 2, "data": base64.b64encode(zlib.compress(b"\0\x40")).decode()},
}
RECIPE = {
    "recipe": 1,
    "model": "unet",
    "photo": "",
    "look": {"warmth": 0.5},
    "prepare": PREPARE,
}
RECORD = {"photo": "a.png", "is": "begun", "at": 1, "result": "a_color.png"}
SETTINGS = ("theme", "quality", "recent_photos", "recent_colors", "palettes", "looks", "geometry")


@cache
def whole_model():
    """Bytes of a tiny model."""
    with tempfile.TemporaryDirectory() as folder:
        return write_model(Path(folder, "m.onnx")).read_bytes()


def mutated(content, draw):
    """Bytes with some damage: flipped, cut, doubled, moved, or with numbers that are far off."""
    content = bytearray(content)
    for _ in range(draw.choice((1, 1, 2, 8))):
        # Heads are hit more often than pixels.
        length = len(content) if draw.random() < 0.4 else min(len(content), 400)
        place = draw.randrange(max(length, 1))
        kind = draw.randrange(6)
        if kind == 0 and content:
            content[min(place, len(content) - 1)] ^= 1 << draw.randrange(8)
        elif kind == 1:
            size = draw.choice((1, 2, 4, 8))
            number = draw.choice((0, 1, 2**31 - 1, 2**32 - 1, 2**16, 0x7FFF))
            content[place : place + size] = number.to_bytes(8, draw.choice(("big", "little")))[
                :size
            ]
        elif kind == 2:
            del content[place:]
        elif kind == 3:
            del content[place : place + draw.randrange(1, 64)]
        elif kind == 4:
            content[place:place] = content[place : place + draw.randrange(1, 4096)]
        else:
            content[place:place] = bytes(draw.randrange(256) for _ in range(draw.randrange(1, 32)))
    return bytes(content)


def photo_case(number):
    """Suffix and bytes of a damaged photo."""
    draw = random.Random(f"photo {number}")
    name, content = draw.choice(sorted(whole_photos().items()))
    return f".{name.rpartition('.')[2]}", mutated(content, draw)


def model_case(number):
    """Bytes of a model whose metadata or graph is hostile."""
    draw = random.Random(f"model {number}")
    if draw.random() < 0.1:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "m.onnx")
            write_growing_model(path, draw.choice(GROWTHS), draw.randrange(20, 40))
            return path.read_bytes()
    content = whole_model()
    if draw.random() < 0.5:
        return mutated(content, draw)
    import onnx

    model = onnx.load_from_string(content)
    text = with_value(ABOUT, draw.choice(sorted(ABOUT)), draw.choice(VALUES))
    if draw.random() < 0.2:
        text = draw.choice(JSON_TEXTS)
    del model.metadata_props[:]
    onnx.helper.set_model_props(model, {"colorizer": text})
    return model.SerializeToString()


def text_case(number):
    """What kind of text it is, and its bytes."""
    draw = random.Random(f"text {number}")
    kind = draw.choice(("recipe", "journal", "settings"))
    if kind == "settings":
        rows = [f"{draw.choice(SETTINGS)} = {draw.choice(VALUES)}" for _ in range(2)]
        return kind, mutated("\n".join(rows).encode(), draw)
    whole = RECIPE if kind == "recipe" else RECORD
    if draw.random() < 0.3:
        return kind, mutated(json.dumps(whole).encode(), draw)
    key = draw.choice(sorted(whole))
    if key == "prepare" and draw.random() < 0.8:
        return kind, _hostile_preparation(draw).encode()
    return kind, with_value(whole, key, draw.choice(VALUES)).encode()


def _hostile_preparation(draw):
    """JSON of a recipe in which one value of its preparation, at any depth, is hostile."""
    key = draw.choice(sorted(PREPARE))
    inner = PREPARE[key]
    text = draw.choice(VALUES)
    if isinstance(inner, dict) and draw.random() < 0.7:
        text = with_value(inner, draw.choice(sorted(inner)), text)
    return with_value(RECIPE, "prepare", with_value(PREPARE, key, text))
