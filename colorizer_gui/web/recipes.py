"""The recipes of all photos, wherever they are kept."""

from dataclasses import dataclass

from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.web.archive_photos import ArchivePhoto, ArchivePhotos
from colorizer_gui.web.models import Models
from colorizer_gui.web.store import Store, StoredPhoto


@dataclass(frozen=True)
class Recipes:
    """Those of uploads beside them in the store, those of an archive's photos as sidecars.

    Parameters
    ----------
    store : Store
    archive : ArchivePhotos or None
    models : Models
    """

    store: Store
    archive: ArchivePhotos | None
    models: Models

    def of(self, stored: StoredPhoto) -> Recipe:
        """The recipe of a photo as it is used here: its model is one that is offered.

        Raises
        ------
        RecipeError
            It cannot be read.
        """
        return self.models.usable(self.kept(stored))

    def kept(self, stored: StoredPhoto) -> Recipe:
        """The recipe of a photo as it is kept; that of a new photo where there is none.

        Raises
        ------
        RecipeError
            It cannot be read.
        """
        if self.archive is not None and isinstance(stored, ArchivePhoto):
            return self.archive.recipe(stored)
        recipe = self.store.recipe(stored)
        return self.models.new_recipe(stored.info.fingerprint) if recipe is None else recipe

    def keep(self, stored: StoredPhoto, recipe: Recipe) -> Recipe:
        """Keep the recipe of a photo, as one of that photo.

        Raises
        ------
        SaveError
            The recipe that was there before is untouched.
        ModelError
            Its model is not offered.
        """
        recipe = self.models.named(recipe)
        if self.archive is not None and isinstance(stored, ArchivePhoto):
            return self.archive.keep_recipe(stored, recipe)
        return self.store.keep_recipe(stored, recipe)
