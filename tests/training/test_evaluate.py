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
from training.metrics import (
    colorfulness,
    compare,
    histogram_distances,
    hue_counts,
    raw_accuracy_auc,
)
from training.stability import color_changes


def test_a_perfect_result_has_perfect_figures(color_picture):
    almost = color_picture.copy()
    almost[0, 0] ^= 1
    figures = compare(almost, color_picture)
    assert figures["psnr"] > 90
    assert figures["ciede2000"] < 1e-3
    assert figures["ssim"] > 0.9999
    assert abs(figures["colorfulness"] - figures["true_colorfulness"]) < 1e-2


def test_gray_is_not_colorful(gray_picture):
    assert colorfulness(np.repeat(gray_picture[..., None], 3, axis=-1)) == 0


def test_the_accuracy_counts_the_share_within_each_distance():
    assert raw_accuracy_auc(np.zeros((4, 4))) == 1
    assert raw_accuracy_auc(np.full((4, 4), 200.0)) == 0
    assert abs(raw_accuracy_auc(np.full((4, 4), 75.0)) - 76 / 151) < 1e-9


def test_histograms_see_which_colors_there_are_and_not_where(color_picture):
    alike = histogram_distances(color_picture[::-1], color_picture)
    gray = histogram_distances(np.full_like(color_picture, 128), color_picture)
    assert alike["histogram_correlation"] > 0.999
    assert alike["histogram_chi_squared"] < 1e-9
    assert alike["histogram_bhattacharyya"] < 1e-3
    assert gray["histogram_correlation"] < 0.5
    assert gray["histogram_chi_squared"] > 1
    assert gray["histogram_bhattacharyya"] > 0.5


def test_the_hue_recall_counts_places_that_have_a_hue(color_picture):
    lab = srgb_to_lab(color_picture.astype(np.float32) / 255)
    chroma = np.hypot(lab[..., 1], lab[..., 2])
    same = hue_counts(lab, lab)
    assert same["found_all"] == same["asked_all"] == np.mean(chroma > 20)
    assert same["asked_red"] > same["asked_blue"] > 0
    assert np.isclose(same["asked_green-cyan"] + same["asked_blue"], same["asked_cool"])
    pale = lab * (1, 0.3, 0.3)
    assert 0 < hue_counts(pale, lab)["found_all"] < same["found_all"]
    turned = np.stack((lab[..., 0], -lab[..., 2], lab[..., 1]), axis=-1)
    assert hue_counts(turned, lab)["found_all"] == 0


def test_true_hints_are_the_colors_of_their_places(color_picture):
    lab = srgb_to_lab(color_picture.astype(np.float32) / 255)
    hints = true_hints(lab, 20, np.random.default_rng(0))
    assert max(hint_misses(color_picture, hints)) < 0.1


def test_the_table_has_the_model_beside_no_color(tiny_model, photo_folder, tmp_path, capsys):
    figures, sheet = tmp_path / "new" / "figures.json", tmp_path / "other" / "sheet.png"
    assert main(
        ["--model", str(tiny_model), "--data", str(photo_folder), "--hints", "0,5",
         "--photos", "2", "--json", str(figures), "--sheet", str(sheet)]
    ) == 0  # fmt: skip
    printed = capsys.readouterr().out
    assert "no color" in printed
    rows = json.loads(figures.read_text())
    assert list(rows) == [
        "no color", "tiny, vividness 0", "tiny, vividness 0.5", "tiny, vividness 1",
        "tiny, 5 hints",
    ]  # fmt: skip
    assert rows["no color"]["colorfulness_ratio"] == 0
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
    assert max(color_changes(colorizer, Photo(smooth))) < 1
    hard = np.where(noise > 127, 255, 0).astype(np.uint8)
    assert color_changes(colorizer, Photo(hard))[0] > 3
