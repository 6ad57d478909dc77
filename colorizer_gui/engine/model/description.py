"""What a model's file says about itself, read without loading its network."""

import mmap
import os
from dataclasses import dataclass
from pathlib import Path

from colorizer_gui.engine.errors import ModelError
from colorizer_gui.engine.files import open_file
from colorizer_gui.engine.messages import Message, system_reason
from colorizer_gui.engine.model.contract import damaged, parse_metadata, refused
from colorizer_gui.engine.model.file_check import stored_metadata
from colorizer_gui.engine.model.library import is_shipped

# Figures of `training.evaluate` that are shown, with what they are called and how.
_FIGURES = (("psnr", "PSNR {:.1f} dB"), ("ciede2000", "CIEDE2000 {:.1f}"))


@dataclass(frozen=True)
class Description:
    """A model, for lists.

    Parameters
    ----------
    path : Path
    size : int
        Of the file, in bytes.
    is_shipped : bool
        Whether it came with the program, so that it cannot be removed.
    id, name, version, license, source : str
        Empty where the file cannot be read, but for the name, which is the file's then.
    quality : str
        Figures measured when it was made; empty without.
    problem : Message or None
        Why the file is no model.
    """

    path: Path
    size: int
    is_shipped: bool
    name: str
    id: str = ""
    version: str = ""
    license: str = ""
    source: str = ""
    quality: str = ""
    problem: Message | None = None

    @property
    def title(self) -> str:
        """Name and version."""
        return f"{self.name} {self.version}".strip()


def describe(path: Path) -> Description:
    """Describe a model's file; what is wrong with it is part of the description."""
    size = 0
    try:
        with open_file(path) as file:
            size = os.fstat(file.fileno()).st_size
            with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as content:
                about = parse_metadata(path, stored_metadata(content))
    except ModelError as error:
        problem = error.message
    except ValueError:  # it is empty or no protobuf
        problem = damaged(path).message
    except OSError as error:
        reason = Message("it can't be read ({reason})", reason=system_reason(error))
        problem = refused(path, reason).message
    else:
        return Description(
            path,
            size,
            is_shipped(path),
            about["name"],
            about["id"],
            about["version"],
            about["licence"],
            about["source"],
            quality_text(about.get("metrics", {})),
        )
    return Description(path, size, is_shipped(path), path.stem, problem=problem)


def quality_text(metrics: dict[str, object]) -> str:
    """The figures that are shown, of each way of measuring, in one line."""
    ways = {name: row for name, row in metrics.items() if isinstance(row, dict)}
    plain = {name: value for name, value in metrics.items() if not isinstance(value, dict)}
    rows = {"": plain, **ways} if plain else ways
    texts = []
    for way, row in rows.items():
        figures = [
            form.format(value)
            for key, form in _FIGURES
            if isinstance(value := row.get(key), int | float) and not isinstance(value, bool)
        ]
        if figures:
            texts.append(f"{way}: {', '.join(figures)}" if way else ", ".join(figures))
    return "; ".join(texts)
