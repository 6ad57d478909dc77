"""Everything that can go wrong for a user: a message and an exit code each."""

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


class Cancelled(ColorizerError):
    """The user stopped the work."""

    def __init__(self) -> None:
        super().__init__(Message("Stopped."))
