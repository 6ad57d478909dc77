"""`colorizer info`: describe a photo or a model."""

import argparse
import os
from typing import TYPE_CHECKING

from colorizer_gui.cli.messages import print_table
from colorizer_gui.engine.paths import local_path

if TYPE_CHECKING:
    from colorizer_gui.engine.model.contract import ModelInfo
    from colorizer_gui.engine.photo import Photo


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add the command's arguments to its parser."""
    parser.add_argument("what", metavar="PHOTO|MODEL", help="a file, or the name of a model")


def _model_rows(info: "ModelInfo") -> list[tuple[str, object]]:
    return [
        ("model", f"{info.name} {info.version} ({info.id})"),
        ("file", info.path),
        ("architecture", info.architecture),
        ("license", info.license),
        ("source", info.source),
        ("trained on", info.trained_on),
        ("working size", f"{info.working_size} px, multiples of {info.stride}"),
        ("hints", "yes" if info.has_hints else "no"),
        ("color bins", "yes" if info.has_bins else "no"),
        *((key.replace("_", " "), value) for key, value in info.metrics.items()),
    ]


def _photo_rows(photo: "Photo") -> list[tuple[str, object]]:
    kind = "gray" if photo.pixels.ndim == 2 else "RGB"
    from colorizer_gui.engine.photo.metadata.extras import labels

    meta = photo.metadata
    parts = {"EXIF": meta.exif, "XMP": meta.xmp, "IPTC": meta.iptc}
    kept = [name for name, part in parts.items() if part]
    kept += [str(label) for label in labels(meta.extras)]
    return [
        ("photo", photo.path),
        ("format", photo.format),
        ("size", f"{photo.width} x {photo.height}"),
        ("pixels", f"{photo.bit_depth}-bit {kind}{'' if photo.alpha is None else ' with alpha'}"),
        ("metadata", ", ".join(kept) or "none"),
        *(("notice", notice) for notice in photo.notices),
    ]


def run(options: argparse.Namespace) -> int:
    """Run the command with parsed arguments; returns the exit code."""
    from colorizer_gui.engine.model.library import SUFFIX, find_model
    from colorizer_gui.engine.model.runtime import Model

    path = local_path(options.what)
    if path.suffix.lower() != SUFFIX and (os.path.exists(path) or path.suffix):
        from colorizer_gui.engine.photo import read_photo

        print_table(_photo_rows(read_photo(path)))
    else:
        print_table(_model_rows(Model(find_model(options.what), "cpu").info))
    return 0
