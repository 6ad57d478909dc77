"""The files that travel with the program: models, icons, translations."""

from pathlib import Path

# The same as importlib.resources gives, which takes 5 ms to import.
_PACKAGE = Path(__file__).parent


def resource(name: str) -> Path:
    """Find a file or folder that travels with the program.

    Parameters
    ----------
    name : str
        Its path from the top of the source tree, such as ``"models/unet.onnx"``.

    Returns
    -------
    Path
        Inside the package in an installed wheel and in the frozen program, beside the package in
        a checkout.

    Raises
    ------
    FileNotFoundError
        If the program was built without it.
    """
    for folder in (_PACKAGE, _PACKAGE.parent):
        if (folder / name).exists():
            return folder / name
    raise FileNotFoundError(f"The program was built without {name}.")
