"""Presets and color sets in the page, in a real browser."""

import re

from PIL import Image
from selenium.webdriver.support.ui import Select

from colorizer_gui.cli import main
from web_page import NEEDS_BROWSER, Page

pytestmark = NEEDS_BROWSER


def name_it(page: Page, name: str) -> None:
    page.until(lambda: page.find("name").is_displayed())
    page.find("name").send_keys(name)
    page.all("#name-dialog .primary")[0].click()


def preset(page: Page, name: str):
    return next(each for each in page.all(".preset button:first-child") if each.text == name)


def test_a_preset_is_chosen_saved_and_removed(page: Page, gray_file, client):
    page.add(gray_file)

    def look():
        return client.get(f"{page.photo_path()}/recipe").json()["look"]

    page.all("#presets summary")[0].click()
    page.until(lambda: len(page.all(".preset")) == 5)
    page.until(lambda: all(each.get_property("naturalWidth") for each in page.all(".preset img")))
    preset(page, "Vivid").click()
    page.until(lambda: (look()["vividness"], look()["saturation"]) == (0.8, 1.25))
    assert preset(page, "Vivid").get_attribute("aria-pressed") == "true"
    page.slide("warmth", 30)
    page.find("save-preset").click()
    name_it(page, "Attic")
    page.until(lambda: len(page.all(".preset")) == 6)
    assert preset(page, "Attic").get_attribute("aria-pressed") == "true"
    assert client.get("/api/presets").json()[-1]["look"]["warmth"] == 0.3
    page.all(".preset .remove")[0].click()
    page.until(lambda: len(page.all(".preset")) == 5)
    page.find("undo").click()
    page.find("undo").click()
    page.until(lambda: look()["saturation"] == 1)


def test_the_color_of_a_hint_is_kept_in_a_set_for_the_next_one(page: Page, gray_file, client):
    page.add(gray_file)

    def hints():
        return client.get(f"{page.photo_path()}/recipe").json()["hints"]

    page.click_photo(100, -150)
    page.until(lambda: page.all("#swatches .swatch"))
    page.find("new-set").click()
    name_it(page, "Uniform")
    page.until(lambda: page.all("#set-colors .swatch"))
    words = page.all("#set-colors .swatch")[0].get_attribute("aria-label")
    assert re.fullmatch("[a-z -]+, #[0-9a-f]{6}", words)
    (kept,) = client.get("/api/color-sets").json()[0]["colors"]
    page.click_photo(-100, 100)
    page.until(lambda: len(hints()) == 2)
    page.all("#set-colors .swatch")[0].click()
    page.until(lambda: (hints()[1]["a"], hints()[1]["b"]) == (kept["a"], kept["b"]))
    page.until(lambda: page.find("keep-color").text == "Remove this color")
    page.find("remove-set").click()
    page.until(lambda: not client.get("/api/color-sets").json())


def test_colors_are_borrowed_from_a_photo_and_given_back(
    page: Page, gray_file, color_picture, client, tmp_path
):
    page.add(gray_file)

    def palette():
        return client.get(f"{page.photo_path()}/recipe").json()["look"]["palette"]

    reference = tmp_path / "reference.png"
    Image.fromarray(color_picture).save(reference)
    page.find("reference-file").send_keys(str(reference))
    page.until(palette)
    page.until(page.is_colored)
    assert len(page.all(".thumb")) == 1
    page.driver.execute_script("document.querySelector('details:has(#borrow)').open = true")
    assert page.find("borrow").text == "Remove borrowed colors"
    Select(page.find("match")).select_by_visible_text("By place")
    page.until(lambda: palette()["method"] == "place")
    shown = page.pixels().mean()
    page.find("show-matches").click()
    page.until(lambda: page.pixels().mean() < shown - 10)
    assert page.find("matches-legend").is_displayed()
    recipe = tmp_path / "recipe.json"
    recipe.write_text(client.get(f"{page.photo_path()}/recipe").text)
    by_place = ["--palette", str(reference), "--palette-method", "place"]
    made = []
    for arguments in (["--recipe", str(recipe)], by_place):
        assert main(["colorize", str(gray_file), "--no-tag", "--overwrite", *arguments]) == 0
        made.append(gray_file.with_name("portrait_color.jpg").read_bytes())
    assert made[0] == made[1]
    page.find("borrow").click()
    page.until(lambda: palette() is None)
