import json
import shutil

import cv2
import numpy as np
from PIL import Image

from colorizer_gui.engine.color.cielab import srgb_to_lab
from colorizer_gui.engine.colorizer import Colorizer
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.photo import Photo
from training.evaluate import hint_misses, main, true_hints, ways_of
from training.metrics import colourfulness, compare, histogram_distances, raw_accuracy_auc
from training.stability import colour_changes


def test_a_perfect_result_has_perfect_figures(colour_picture):
    almost = colour_picture.copy()
    almost[0, 0] ^= 1
    figures = compare(almost, colour_picture)
    assert figures["psnr"] > 90
    assert figures["ciede2000"] < 1e-3
    assert figures["ssim"] > 0.9999
    assert abs(figures["colourfulness"] - figures["true_colourfulness"]) < 1e-2


def test_grey_is_not_colourful(grey_picture):
    assert colourfulness(np.repeat(grey_picture[..., None], 3, axis=-1)) == 0


def test_the_accuracy_counts_the_share_within_each_distance():
    assert raw_accuracy_auc(np.zeros((4, 4))) == 1
    assert raw_accuracy_auc(np.full((4, 4), 200.0)) == 0
    assert abs(raw_accuracy_auc(np.full((4, 4), 75.0)) - 76 / 151) < 1e-9


def test_histograms_see_which_colours_there_are_and_not_where(colour_picture):
    alike = histogram_distances(colour_picture[::-1], colour_picture)
    grey = histogram_distances(np.full_like(colour_picture, 128), colour_picture)
    assert alike["histogram_correlation"] > 0.999
    assert alike["histogram_chi_squared"] < 1e-9
    assert alike["histogram_bhattacharyya"] < 1e-3
    assert grey["histogram_correlation"] < 0.5
    assert grey["histogram_chi_squared"] > 1
    assert grey["histogram_bhattacharyya"] > 0.5


def test_true_hints_are_the_colours_of_their_places(colour_picture):
    lab = srgb_to_lab(colour_picture.astype(np.float32) / 255)
    hints = true_hints(lab, 20, np.random.default_rng(0))
    assert max(hint_misses(colour_picture, hints)) < 0.1


def test_the_table_has_the_model_beside_no_colour(tiny_model, photo_folder, tmp_path, capsys):
    figures, sheet = tmp_path / "new" / "figures.json", tmp_path / "other" / "sheet.png"
    assert main(
        ["--model", str(tiny_model), "--data", str(photo_folder), "--hints", "0,5",
         "--photos", "2", "--json", str(figures), "--sheet", str(sheet)]
    ) == 0  # fmt: skip
    printed = capsys.readouterr().out
    assert "no colour" in printed
    rows = json.loads(figures.read_text())
    assert list(rows) == [
        "no colour", "tiny, vividness 0", "tiny, vividness 0.5", "tiny, vividness 1",
        "tiny, 5 hints",
    ]  # fmt: skip
    assert rows["no colour"]["colourfulness_ratio"] == 0
    assert rows["tiny, 5 hints"]["hints_within_5"] >= 0.8
    with Image.open(sheet) as image:
        assert image.size == (256 * 6, 256 * 2)


def test_two_models_of_one_file_name_are_told_apart(tiny_model, tmp_path):
    other = tmp_path / tiny_model.name
    shutil.copy(tiny_model, other)
    ways = ways_of([tiny_model, other], [0.5], [])
    assert [way.name for way in ways[1:]] == [
        f"{tiny_model}, vividness 0.5", f"{other}, vividness 0.5"
    ]  # fmt: skip


def test_data_without_photos_is_one_line(tiny_model, tmp_path, capsys):
    assert main(["--model", str(tiny_model), "--data", str(tmp_path)]) == 1
    assert capsys.readouterr().err.count("\n") == 1


def test_a_vividness_out_of_range_is_one_line(tiny_model, photo_folder, capsys):
    arguments = ["--model", str(tiny_model), "--data", str(photo_folder), "--vividness", "3"]
    assert main(arguments) == 1
    assert capsys.readouterr().err == "evaluate: vividness must be between 0 and 1, not 3\n"


def test_only_detail_that_a_smaller_photo_loses_makes_a_local_model_change(tiny_model):
    colorizer = Colorizer(Model(tiny_model, "cpu"))
    noise = np.random.default_rng(0).integers(0, 256, (256, 256)).astype(np.uint8)
    smooth = cv2.normalize(cv2.GaussianBlur(noise, (0, 0), 12), None, 0, 255, cv2.NORM_MINMAX)
    assert max(colour_changes(colorizer, Photo(smooth))) < 1
    hard = np.where(noise > 127, 255, 0).astype(np.uint8)
    assert colour_changes(colorizer, Photo(hard))[0] > 3
