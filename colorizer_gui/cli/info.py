"""`colorizer info`: what a photo or a model is."""

import os
from pathlib import Path

from colorizer_gui.cli.messages import print_table


def add_to(commands):
    """Add the command to those of the program."""
    parser = commands.add_parser("info", help="say what a photo or a model is")
    parser.set_defaults(run=_run)
    parser.add_argument("what", metavar="PHOTO|MODEL")


def _model_rows(info):
    return [
        ("model", f"{info.name} {info.version} ({info.id})"),
        ("file", info.path),
        ("architecture", info.architecture),
        ("licence", info.licence),
        ("source", info.source),
        ("trained on", info.trained_on),
        ("working size", f"{info.working_size} px, multiples of {info.stride}"),
        ("hints", "yes" if info.has_hints else "no"),
        ("color bins", "yes" if info.has_bins else "no"),
        *((key.replace("_", " "), value) for key, value in info.metrics.items()),
    ]


def _photo_rows(photo):
    kind = "gray" if photo.pixels.ndim == 2 else "RGB"
    meta = photo.metadata
    parts = {"EXIF": meta.exif, "XMP": meta.xmp, "IPTC": meta.iptc}
    kept = [name for name, part in parts.items() if part]
    return [
        ("photo", photo.path),
        ("format", photo.format),
        ("size", f"{photo.width} x {photo.height}"),
        ("pixels", f"{photo.bit_depth}-bit {kind}{'' if photo.alpha is None else ' with alpha'}"),
        ("metadata", ", ".join(kept) or "none"),
        *(("notice", notice) for notice in photo.notices),
    ]


def _run(options):
    from colorizer_gui.engine.model.library import SUFFIX, find_model
    from colorizer_gui.engine.model.runtime import Model

    path = Path(options.what)
    if path.suffix.lower() != SUFFIX and (os.path.exists(path) or path.suffix):
        from colorizer_gui.engine.photo import read_photo

        print_table(_photo_rows(read_photo(path)))
    else:
        print_table(_model_rows(Model(find_model(options.what), "cpu").info))
    return 0
