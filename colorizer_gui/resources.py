"""The files that travel with the program: models, icons, translations."""

from importlib.resources import files
from pathlib import Path


def resource(name: str) -> Path:
    """Find a file or folder that travels with the program.

    Parameters
    ----------
    name : str
        Its path from the top of the source tree, such as ``"models/unet.onnx"``.

    Returns
    -------
    Path
        Where it lies: inside the package in an installed wheel and in the frozen program, beside
        the package in a checkout.

    Raises
    ------
    FileNotFoundError
        If the program was built without it.
    """
    package = Path(str(files("colorizer_gui")))
    for folder in (package, package.parent):
        if (folder / name).exists():
            return folder / name
    raise FileNotFoundError(f"The program was built without {name}.")
