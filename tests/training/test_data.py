import io
from collections import Counter

import numpy as np
import pytest
import torch
from PIL import ExifTags, Image

from training.augment import AugmentSettings, aged, center_views, on_film, random_views
from training.data import photo_weights
from training.errors import DataError
from training.members import find_sources
from training.photos import PhotoStore, load_photos


def test_unusable_photos_are_left_out_and_counted(mixed_tar):
    store = load_photos([mixed_tar], short_side=64)
    assert len(store) == 2
    assert store.left_out == {"grayish or sepia": 2, "broken": 1}
    _, sizes = store.decode([0, 1])
    assert sizes.min(dim=1).values.tolist() == [64, 64]


def test_a_tar_that_ends_early_gives_what_came_before(mixed_tar, tmp_path):
    short = tmp_path / "short.tar"
    content = mixed_tar.read_bytes()
    short.write_bytes(content[: content.index(b"two.png") + 3000])
    store = load_photos([short], short_side=64)
    assert len(store) == 1
    assert store.left_out == {"broken": 1}


def test_a_damaged_header_costs_one_photo_and_is_named(mixed_tar, tmp_path, caplog):
    damaged = tmp_path / "damaged.tar"
    content = bytearray(mixed_tar.read_bytes())
    content[content.index(b"two.png") + 150] ^= 0xFF  # inside its checksum
    damaged.write_bytes(content)
    store = load_photos([damaged], short_side=64)
    assert len(store) == 1
    assert store.left_out == {"grayish or sepia": 2, "broken": 2}
    assert "damaged.tar, after one.png" in caplog.text
    assert "broken.png" in caplog.text


def test_a_damaged_photo_is_left_out_and_named(color_picture, tmp_path, caplog):
    buffer = io.BytesIO()
    Image.fromarray(color_picture[::4, ::4]).save(buffer, "AVIF")
    content = bytearray(buffer.getvalue())
    (tmp_path / "good.avif").write_bytes(content)
    start = content.index(b"mdat") + 4
    content[start : start + 50] = bytes(50)
    (tmp_path / "damaged.avif").write_bytes(content)
    store = load_photos([tmp_path], short_side=64)
    assert len(store) == 1
    assert store.left_out == {"broken": 1}
    assert "damaged.avif" in caplog.text


def test_a_photo_stands_as_its_camera_was_held(color_picture, tmp_path):
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = 6  # shown turned to the right
    Image.fromarray(color_picture[:, :400]).save(tmp_path / "turned.jpg", exif=exif)
    store = load_photos([tmp_path], short_side=64)
    assert store.decode([0])[1].tolist() == [[64, 80]]


def test_a_folder_without_usable_photos_is_named(tmp_path):
    (tmp_path / "notes.txt").write_text("no photo")
    with pytest.raises(DataError, match=tmp_path.name):
        load_photos([tmp_path])


def test_data_that_is_not_there_is_named(tmp_path):
    sources, _ = find_sources(tmp_path / "nowhere.tar")
    with pytest.raises(DataError, match=r"nowhere\.tar: no such file"):
        load_photos(sources)


def test_shards_and_validation_are_told_apart(tmp_path):
    for name in ("train-001.tar", "train-000.tar", "val.tar", "historic.tar"):
        (tmp_path / name).touch()
    training, validation = find_sources(tmp_path)
    assert [path.name for path in training] == ["train-000.tar", "train-001.tar"]
    assert validation.name == "val.tar"
    (tmp_path / "val2.tar").touch()
    assert find_sources(tmp_path)[1].name == "val2.tar"


def test_small_photos_keep_their_size_until_it_must_be_exact(photo_folder):
    store = load_photos([photo_folder], short_side=256)
    assert store.decode([0])[1].tolist() == [[220, 260]]
    pixels, sizes = store.decode([0], exact=True)
    assert sizes.tolist() == [[256, 303]]
    assert pixels.shape == (1, 3, 320, 320)


def test_a_long_photo_is_cut_around_its_center_or_anywhere(tmp_path):
    rgb = np.zeros((64, 400, 3), np.uint8)
    rgb[..., 0] = np.arange(400) // 2  # red tells the column
    rgb[:, ::2, 2] = 255
    Image.fromarray(rgb).save(tmp_path / "long.png")
    store = load_photos([tmp_path], short_side=64)
    pixels, sizes = store.decode([0], exact=True)
    assert sizes.tolist() == [[64, 80]]
    assert pixels[0, 0, 0, 0] == 160 // 2
    lefts = {int(store.decode([0])[0][0, 0, 0, 0]) for _ in range(10)}
    assert len(lefts) > 3


def test_large_files_are_held_small(tmp_path):
    noise = np.random.default_rng(0).integers(0, 255, (600, 700, 3), np.uint8)
    Image.fromarray(noise).save(tmp_path / "large.png")
    store = load_photos([tmp_path], short_side=64)
    assert len(store.contents[0]) < 64 * 80 * 3
    assert store.decode([0])[1].tolist() == [[64, 75]]


def test_a_broken_photo_is_replaced_when_photos_are_not_checked(mixed_tar, caplog):
    store = load_photos([mixed_tar], short_side=64, check=False)
    assert len(store) == 5
    broken = store.names.index("broken.png")
    pixels, _ = store.decode([broken])
    assert pixels.any()
    assert "broken.png is replaced" in caplog.text


def test_sources_are_drawn_by_a_power_of_their_size():
    names = [f"large_{n}.png" for n in range(9)] + ["small_0.png"]
    store = PhotoStore(names, [b""] * 10, 64, Counter())
    weights = photo_weights(store, 0.5)
    assert weights[:9].sum() / weights[9] == pytest.approx(3)
    assert photo_weights(store, 1.0).unique().tolist() == [1.0]


def test_a_part_for_validation_is_random_and_always_the_same():
    store = PhotoStore([str(n) for n in range(50)], [b""] * 50, 64, Counter())
    held_out, rest = store.split(10)
    assert (len(held_out), len(rest)) == (10, 40)
    assert set(held_out.names) | set(rest.names) == set(store.names)
    assert held_out.names == store.split(10)[0].names
    assert held_out.names != store.names[-10:]


def _ramp(height, width, canvas):
    """A photo whose red grows to the right and whose green grows downwards; blue marks it."""
    photo = torch.zeros(1, 3, canvas, canvas)
    photo[0, 0, :height, :width] = torch.linspace(0, 200, width)
    photo[0, 1, :height, :width] = torch.linspace(0, 200, height)[:, None]
    photo[0, 2, :height, :width] = 255
    return photo.to(torch.uint8), torch.tensor([[height, width]])


@pytest.mark.parametrize(
    "settings",
    [
        AugmentSettings(),
        AugmentSettings(crop=(1.0, 1.0)),
        AugmentSettings(rotate=45.0),
        AugmentSettings(rotate=20.0, stretch=1.3, crop=(0.9, 1.0)),
    ],
)
def test_random_views_never_leave_the_photo(settings):
    photos, sizes = _ramp(64, 80, 80)
    generator = torch.Generator().manual_seed(3)
    for _ in range(20):
        view = random_views(photos, sizes, 32, settings, generator)
        assert view.shape == (1, 3, 32, 32)
        assert view[0, 2].min() > 0.98


def test_an_unrotated_view_keeps_rows_and_columns_straight():
    photos, sizes = _ramp(64, 80, 80)
    view = random_views(photos, sizes, 32, AugmentSettings(), torch.Generator().manual_seed(0))
    assert view[0, 0].std(dim=0).max() < 1e-3
    assert view[0, 1].std(dim=1).max() < 1e-3
    assert (view[0, 1].diff(dim=0) >= 0).all()


def test_views_are_flipped_about_half_of_the_time():
    photos, sizes = _ramp(64, 80, 80)
    generator = torch.Generator().manual_seed(0)
    views = random_views(
        photos.expand(200, -1, -1, -1), sizes.expand(200, -1), 16, AugmentSettings(), generator
    )
    flipped = (views[:, 0, 8, 0] > views[:, 0, 8, -1]).float().mean()
    assert 0.35 < flipped < 0.65


def test_the_center_view_is_the_center():
    photos, sizes = _ramp(64, 80, 80)
    view = center_views(photos, sizes, 32)
    assert torch.equal(view[0] * 255, photos[0, :, 16:48, 24:56].float())


def test_another_film_sees_another_lightness_and_the_same_colors():
    views = torch.zeros(300, 3, 4, 4)
    views[:, 0, :, :2] = 0.8  # red and blue halves
    views[:, 2, :, 2:] = 0.8
    plain = on_film(views, AugmentSettings())
    films = on_film(views, AugmentSettings(film=0.5), torch.Generator().manual_seed(0))
    assert torch.equal(films[:, 1:], plain[:, 1:])
    other = (films[:, 0] != plain[:, 0]).flatten(1).any(dim=1)
    assert 0.4 < other.float().mean() < 0.6
    red_is_darker = films[other, 0, 0, 0] < films[other, 0, 0, 3]
    assert 0.3 < red_is_darker.float().mean() < 0.7
    grays = torch.linspace(0, 1, 9).expand(20, 3, 1, 9)
    seen = on_film(grays, AugmentSettings(film=1.0), torch.Generator().manual_seed(0))
    assert torch.allclose(seen, on_film(grays, AugmentSettings()), atol=0.01)


def test_an_aged_photo_loses_range_and_keeps_its_colors():
    lab = torch.zeros(200, 3, 8, 8)
    lab[:, 0, :, 4:] = 100
    lab[:, 1:] = 30
    generator = torch.Generator().manual_seed(0)
    faded = aged(lab, AugmentSettings(fade=0.4), generator)
    span = faded[:, 0].amax(dim=(1, 2)) - faded[:, 0].amin(dim=(1, 2))
    assert 60 <= span.min() < 65
    assert span.max() > 95
    assert torch.equal(faded[:, 1:], lab[:, 1:])
    lab[:, 0] = 50
    grain = aged(lab, AugmentSettings(grain=5.0), generator)[:, 0].std(dim=(1, 2))
    assert grain.min() < 1
    assert 4 < grain.max() < 8
