"""Errors that only a server has, each with the status of its answer."""

from colorizer_gui.engine.errors import ColorizerError
from colorizer_gui.engine.messages import Message


class RefusedError(ColorizerError):
    """A request is not served.

    Parameters
    ----------
    status : int
        Of HTTP.
    message : Message
    """

    def __init__(self, status: int, message: Message) -> None:
        super().__init__(message)
        self.status = status


def no_such_photo() -> RefusedError:
    """The error for an id that is unknown, or no longer known."""
    return RefusedError(
        404,
        Message("There is no such photo here, or it is no longer kept. Upload it again."),
    )
