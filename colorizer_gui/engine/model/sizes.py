"""The size at which a model sees a photo."""

from colorizer_gui.engine.model.contract import ModelInfo

LARGEST_ASPECT = 4


def working_size(height: int, width: int, info: ModelInfo) -> tuple[int, int]:
    """The size at which a model sees a photo.

    Parameters
    ----------
    height, width : int
        Of the photo.
    info : ModelInfo

    Returns
    -------
    tuple of int
        Height and width: multiples of the stride, the short side about the model's working size,
        the long side at most `LARGEST_ASPECT` times that.
    """
    scale = info.working_size / min(height, width)
    longest = LARGEST_ASPECT * info.working_size

    def fitted(side: int) -> int:
        return max(1, round(min(side * scale, longest) / info.stride)) * info.stride

    return fitted(height), fitted(width)
