"""The page in a real browser, Debian's Chromium."""

import base64
from contextlib import contextmanager

import numpy as np
from PIL import Image
from selenium.webdriver import ActionChains, Keys
from selenium.webdriver.support.ui import Select

from colorizer_gui.cli import main
from web_page import NEEDS_BROWSER

pytestmark = NEEDS_BROWSER


def test_a_photo_is_colored_as_soon_as_it_is_there(page, gray_file):
    page.add(gray_file)
    page.until(lambda: page.chroma(0.55, 0.7) > 5)
    assert page.chroma(0.3, 0.45) < 1
    assert page.find("status").text == "portrait.jpg, 512 x 512 pixels"
    divider = page.find("divider")
    ActionChains(page.driver).drag_and_drop_by_offset(divider, -250, 0).perform()
    page.until(lambda: page.chroma(0.35, 0.45) > 5)
    divider.send_keys(Keys.END)
    page.until(lambda: page.chroma(0, 1) < 1)


def test_dropped_photos_arrive_and_are_there_again_after_a_reload(page, gray_file):
    page.driver.execute_script(
        """const bytes = Uint8Array.from(atob(arguments[0]), (each) => each.charCodeAt(0));
        const data = new DataTransfer();
        data.items.add(new File([bytes], "dropped.jpg"));
        data.items.add(new File([bytes], "second.jpg"));
        const options = { dataTransfer: data, bubbles: true, cancelable: true };
        document.body.dispatchEvent(new DragEvent("drop", options));""",
        base64.b64encode(gray_file.read_bytes()).decode(),
    )
    page.until(lambda: len(page.all(".thumb")) == 2)
    page.until(page.is_colored)
    page.driver.refresh()
    page.until(lambda: len(page.all(".thumb")) == 2)
    page.until(page.is_colored)
    page.driver.execute_script(  # a reload as soon as the ZIP is being made
        """const { setItem } = Storage.prototype;
        Storage.prototype.setItem = function (...pair) {
            setItem.apply(this, pair);
            if (pair[0] === "colorizer-zip") location.reload();
        };"""
    )
    page.find("download-all").click()
    page.until((page.driver.downloads / "colorized.zip").exists)
    page.until(page.is_colored)
    page.all(".thumb .remove")[0].send_keys(Keys.ENTER)
    page.until(lambda: "second.jpg" in page.find("status").text)
    page.until(lambda: page.driver.switch_to.active_element == page.all(".thumb button")[0])


def test_a_page_that_is_left_as_its_zip_arrives_loses_nothing(page, gray_file):
    page.add(gray_file, gray_file)
    page.driver.execute_script(
        """for (const [kind, name] of [[HTMLAnchorElement, "click"], [Response, "blob"]]) {
            const original = kind.prototype[name];
            kind.prototype[name] = function () {
                const answer = original.call(this);
                location.reload();
                return answer;
            };
        }"""
    )
    page.find("download-all").click()
    page.until((page.driver.downloads / "colorized.zip").exists)


@contextmanager
def unanswered(page, what):
    """No request for an address gets an answer meanwhile."""
    page.driver.execute_cdp_cmd("Network.enable", {})
    page.driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": [what]})
    try:
        yield
    finally:
        page.driver.execute_cdp_cmd("Network.setBlockedURLs", {"urls": []})


def test_nothing_is_lost_while_the_server_does_not_answer(page, gray_file, client):
    page.add(gray_file)
    path, own = page.photo_path(), page.driver.current_window_handle
    page.driver.switch_to.new_window("tab")
    page.open()
    page.until(page.is_colored)
    page.add(gray_file)
    page.driver.close()
    page.driver.switch_to.window(own)
    with unanswered(page, "*/api/photos/*"):
        page.slide("warmth", 40)
        (notice,) = page.until(lambda: page.all(".notice span"))
        assert notice.text.startswith("The server does not answer.")
        page.find("download").click()
        page.until(lambda: page.find("download").is_enabled())
    assert not list(page.driver.downloads.glob("portrait_color*.jpg"))
    page.until(lambda: client.get(f"{path}/recipe").json()["look"]["warmth"] == 0.4)
    page.until(lambda: not page.all(".notice"))
    with unanswered(page, "*/api/photos/*"):
        page.driver.refresh()
        page.until(lambda: page.all(".notice span"))
    page.driver.refresh()
    page.until(lambda: len(page.all(".thumb")) == 2)  # that of the other tab too
    page.problems()  # those are expected


def test_hints_sliders_and_undo_change_the_recipe(page, gray_file, client):
    page.add(gray_file)
    path = page.photo_path()

    def recipe():
        return client.get(f"{path}/recipe").json()

    page.click_photo(100, -150)
    page.until(lambda: page.all(".swatch"))
    page.find("keep-gray").click()
    page.until(lambda: recipe()["hints"] and recipe()["hints"][0]["a"] == 0)
    page.all("#reach input")[2].click()
    page.until(lambda: recipe()["hints"][0].get("reach") == "everywhere")
    page.slide("saturation", 50)
    page.until(lambda: recipe()["look"]["saturation"] == 1.5)
    for _ in range(2):
        page.find("undo").click()
    page.until(lambda: "reach" not in recipe()["hints"][0])
    assert recipe()["look"]["saturation"] == 1.0
    page.find("photo").send_keys(Keys.CONTROL, "y")
    page.until(lambda: recipe()["hints"][0].get("reach") == "everywhere")
    page.find("remove-hint").click()
    page.until(lambda: recipe()["hints"] == [])


def test_a_download_is_what_the_command_writes(page, gray_file, client, tmp_path):
    page.add(gray_file)
    page.slide("warmth", 30)
    page.driver.execute_script("document.querySelector('details:has(#options)').open = true")

    def offered():
        rows = [each.text.split("\n")[0] for each in page.all("#options label")]
        return [row for row in rows if row]

    assert offered() == ["Quality", "Color space", "Metadata", "Mark results", "Visible mark"]
    Select(page.find("format")).select_by_visible_text("PNG")
    assert "Quality" not in offered()
    depth = Select(page.find("option-depth"))
    assert [each.text for each in depth.options] == ["Same as photo", "8 bits", "16 bits"]
    depth.select_by_visible_text("16 bits")
    for name in ("JPEG", "PNG"):  # the choice stays
        Select(page.find("format")).select_by_visible_text(name)
    Select(page.find("option-keep")).select_by_visible_text("Remove all")
    Select(page.find("option-mark")).select_by_visible_text("Top left")
    assert offered()[-2:] == ["Size of the mark", "Opacity of the mark"]
    page.find("download").click()
    target = page.driver.downloads / "portrait_color.png"
    page.until(target.exists)
    recipe = tmp_path / "recipe.json"
    recipe.write_text(client.get(f"{page.photo_path()}/recipe").text)
    arguments = ["--recipe", str(recipe), "--format", "png", "--depth", "16", "--strip-metadata"]
    assert main(["colorize", str(gray_file), *arguments, "--mark", "top-left"]) == 0
    assert target.read_bytes() == (tmp_path / "portrait_color.png").read_bytes()


def test_a_recipe_goes_down_and_up_again(page, gray_file, client):
    page.add(gray_file)
    page.slide("tint", -20)
    page.find("recipe-down").click()
    kept = page.driver.downloads / "portrait.jpg.colorizer.json"
    page.until(kept.exists)

    def tint():
        return client.get(f"{page.photo_path()}/recipe").json()["look"]["tint"]

    page.find("reset-look").click()
    page.until(lambda: tint() == 0)
    page.find("recipe-file").send_keys(str(kept))
    page.until(lambda: tint() == -0.2)
    page.find("undo").click()
    page.until(lambda: tint() == 0)
    kept.write_text('{"recipe": 1, "look": {"tint": 9}}')
    page.find("recipe-file").send_keys(str(kept))
    (notice,) = page.until(lambda: page.all(".notice span"))
    assert "tint must be between -1 and 1, not 9" in notice.text
    assert "422" in "".join(page.problems())


def test_all_is_done_by_keys(page, gray_file, client):
    page.add(gray_file)
    photo = page.find("photo")
    photo.send_keys("+", Keys.ARROW_LEFT, Keys.ENTER)
    ring = page.until(lambda: page.all(".hint"))[0]
    assert ring.get_attribute("aria-label") == "Hint 1"

    def places():
        return [hint["x"] for hint in client.get(f"{page.photo_path()}/recipe").json()["hints"]]

    (before,) = page.until(places)
    ring.send_keys(Keys.ARROW_RIGHT)
    page.until(lambda: places()[0] > before)
    ring.send_keys(Keys.DELETE)
    page.until(lambda: not page.all(".hint"))
    assert page.driver.switch_to.active_element == photo


def test_what_goes_wrong_is_a_sentence_on_the_page(page, gray_file, tmp_path):
    bad = tmp_path / "notes.txt"
    bad.write_text("no photo")
    page.find("files").send_keys(f"{gray_file}\n{bad}")
    (notice,) = page.until(lambda: page.all(".notice span"))
    assert notice.text.startswith("Can't open notes.txt: it is not a photo")
    page.until(page.is_colored)  # and the status line tells of the other one
    (message,) = page.problems()
    assert "415" in message


def test_it_fits_a_phone_and_speaks_other_languages(page, gray_file):
    phone = {"width": 390, "height": 844, "deviceScaleFactor": 2, "mobile": True}
    page.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", phone)
    try:
        Select(page.find("language")).select_by_value("de")
        page.until(lambda: page.find("choose").text == "Fotos auswählen...")
        page.find("files").send_keys(str(gray_file))
        page.until(lambda: "Pixel" in page.find("status").text)
        for name in ("add", "undo", "fit", "language", "download"):
            box = page.find(name).rect
            assert box["x"] >= 0
            assert box["x"] + box["width"] <= 390
            assert box["height"] >= 44
        width = page.driver.execute_script("return document.documentElement.scrollWidth")
        assert width <= 390
    finally:
        page.driver.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})


def test_zoomed_in_it_shows_the_photos_own_pixels(page, tmp_path, gray_picture):
    path = tmp_path / "large.png"
    enlarged = np.asarray(Image.fromarray(gray_picture).resize((2600, 2600)))
    lines = enlarged.copy()
    lines[:, ::2] = 0  # fine lines, which no preview shows
    lines[:, 1::2] = 255
    Image.fromarray(lines).save(path)
    page.add(path)
    page.find("full-size").click()
    page.find("photo").send_keys(Keys.ARROW_LEFT)

    def contrast():
        row = page.driver.execute_script(
            """const canvas = document.getElementById("photo");
            const row = new OffscreenCanvas(200, 1).getContext("2d");
            row.drawImage(canvas, 0, canvas.height / 2, 200, 1, 0, 0, 200, 1);
            return [...row.getImageData(0, 0, 200, 1).data];"""
        )
        return np.ptp(np.array(row).reshape(-1, 4)[:, 0])

    page.until(lambda: contrast() > 200)
