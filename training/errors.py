"""Errors of training; each message is one sentence for the person who started it."""


class TrainingError(ValueError):
    """Training cannot start or go on; the message says why and what to do."""


class ConfigError(TrainingError):
    """A config cannot be used; the message names the key and what is wrong with it."""


class DataError(TrainingError):
    """The training data cannot be used; the message says why and what to do."""


class CheckpointError(TrainingError):
    """A checkpoint cannot be read, written or used for this run; the message says why."""
