"""Everything that can go wrong for a user: a message and an exit code each."""

import errno

from colorizer_gui.engine.messages import Message


class ColorizerError(Exception):
    """What went wrong, in words for the user: what was tried, why it failed, what to do.

    Parameters
    ----------
    message : Message
        A whole sentence, or several. ``str(error)`` is its English text.
    """

    exit_code = 1

    def __init__(self, message: Message) -> None:
        super().__init__(message)
        self.message = message


class UsageError(ColorizerError):
    """The command was given something it cannot take."""

    exit_code = 2


class PhotoError(ColorizerError):
    """A photo cannot be read."""


class SaveError(ColorizerError):
    """A result cannot be written; what was there before is untouched."""


class ModelError(ColorizerError):
    """A model file cannot be used, or the model could not be run."""


class PaintError(ColorizerError):
    """The compiled part that paints cannot be used."""


class RecipeError(ColorizerError):
    """A recipe file cannot be used."""


def not_enough_memory(name: object) -> Message:
    """What to tell where a photo, by its name or path, needs more memory than there is."""
    return Message("There is not enough memory for {name}. Close other programs.", name=name)


# cv2.error's code for it; its class derives from Exception alone.
_OPENCV_OUT_OF_MEMORY = -4
_LONGEST_CHAIN = 10


def is_out_of_memory(error: BaseException | None) -> bool:
    """Whether an error, or what caused it, is that memory does not suffice.

    Libraries say it in their own ways, and so does the system that cannot start a thread.
    """
    for _ in range(_LONGEST_CHAIN):
        if error is None:
            return False
        if (
            isinstance(error, MemoryError)
            or getattr(error, "code", None) == _OPENCV_OUT_OF_MEMORY
            or (isinstance(error, OSError) and error.errno == errno.ENOMEM)
            or (isinstance(error, RuntimeError) and "can't start new thread" in str(error))
        ):
            return True
        error = error.__cause__
    return False


class Cancelled(ColorizerError):
    """The user stopped the work."""

    def __init__(self) -> None:
        super().__init__(Message("Stopped."))
