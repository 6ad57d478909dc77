"""Batches of CIELAB views of color photographs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

import lightning
import torch
from torch import Tensor
from torch.utils.data import DataLoader, TensorDataset, WeightedRandomSampler

from training.augment import AugmentSettings, aged, center_views, on_film, random_views
from training.lab import srgb_to_lab
from training.photos import PhotoStore
from training.ranges import NOT_NEGATIVE, POSITIVE, SHARE, check_ranges


@dataclass(frozen=True)
class DataSettings:
    """Size of a batch and of its views, and how often each photo is drawn.

    Parameters
    ----------
    side : int
        Pixels a side of a training view.
    photo_side : int
        Photos are decoded to at most this short side, and 1.25 times as much on the long one.
    batch_size : int
    validation_side : int
        Pixels a side of the center view used in validation.
    validation_share : float
        Share of the photos held back for validation where there is no tar file for it.
    source_power : float
        A source of n photos is drawn in proportion to n to this power: at 1 every photo is as
        likely as any other, at 0 every source.
    check : bool
        Decode every training photo at the start and leave out what is broken, grayish or sepia.
    """

    side: int = 160
    photo_side: int = 256
    batch_size: int = 32
    validation_side: int = 256
    validation_share: float = 0.02
    source_power: float = 1.0
    check: bool = True

    def __post_init__(self) -> None:
        check_ranges(
            self, side=POSITIVE, batch_size=POSITIVE, validation_side=POSITIVE,
            validation_share=SHARE, source_power=NOT_NEGATIVE,
        )  # fmt: skip
        if self.validation_side > self.photo_side:
            raise ValueError(
                f"'validation_side', {self.validation_side}, must not be larger than 'photo_side', "
                f"{self.photo_side}."
            )


def photo_weights(store: PhotoStore, power: float) -> Tensor:
    """How likely each photo is drawn: its source's size to `power`, shared by its photos.

    Returns
    -------
    Tensor of float64, shape (N,)
        Not normalized.
    """
    sources = store.sources()
    sizes = Counter(sources)
    return torch.tensor([sizes[source] ** (power - 1) for source in sources], dtype=torch.float64)


class PhotoData(lightning.LightningDataModule):
    """Batches of CIELAB views: float32 tensors of shape (N, 3, side, side).

    Parameters
    ----------
    training, validation : PhotoStore
    settings : DataSettings
    augmentation : AugmentSettings
    """

    def __init__(
        self,
        training: PhotoStore,
        validation: PhotoStore,
        settings: DataSettings,
        augmentation: AugmentSettings,
    ) -> None:
        super().__init__()
        self.training_store, self.validation_store = training, validation
        self.settings, self.augmentation = settings, augmentation
        self.weights = photo_weights(training, settings.source_power)

    def setup(self, stage: str) -> None:
        # Each further process varies its photos and draws its hints in its own way.
        rank = self.current_trainer.global_rank
        if rank > 0:
            torch.manual_seed(torch.initial_seed() + rank)

    @property
    def current_trainer(self) -> lightning.Trainer:
        """Lightning's trainer, which is there once it has begun."""
        assert self.trainer is not None
        return self.trainer

    def train_dataloader(self) -> DataLoader[tuple[Tensor, ...]]:
        count, batch = len(self.training_store), self.settings.batch_size
        indices = TensorDataset(torch.arange(count))
        if self.settings.source_power == 1:
            return DataLoader(indices, batch, shuffle=True, drop_last=True)
        drawn = WeightedRandomSampler(self.weights.tolist(), count)
        return DataLoader(indices, batch, sampler=drawn, drop_last=True)

    def val_dataloader(self) -> DataLoader[tuple[Tensor, ...]]:
        indices = TensorDataset(torch.arange(len(self.validation_store)))
        return DataLoader(indices, self.settings.batch_size)

    def on_after_batch_transfer(self, batch: list[Tensor], dataloader_idx: int) -> Tensor:
        """Turn indices into views on their device."""
        (indices,) = batch
        if self.current_trainer.training:
            return self._training_views(indices)
        photos, sizes = self.validation_store.decode(indices.tolist(), exact=True)
        views = center_views(photos, sizes, self.settings.validation_side)
        return srgb_to_lab(views.to(indices.device))

    def sample_views(self, batches: int) -> Iterator[Tensor]:
        """Some batches of training views of photos drawn at random, one after the other."""
        device = self.current_trainer.strategy.root_device
        for _ in range(batches):
            drawn = torch.multinomial(self.weights, self.settings.batch_size, replacement=True)
            yield self._training_views(drawn.to(device))

    def _training_views(self, indices: Tensor) -> Tensor:
        photos, sizes = self.training_store.decode(indices.tolist())
        photos = photos.to(indices.device)
        views = random_views(photos, sizes, self.settings.side, self.augmentation)
        return aged(on_film(views, self.augmentation), self.augmentation)
