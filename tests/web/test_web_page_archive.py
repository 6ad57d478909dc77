"""The archive in the page, in a real browser."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from selenium.webdriver import ActionChains, Keys

from web_page import NEEDS_BROWSER, Page, visiting
from web_rules import NEEDS_RULES, findings
from web_server import WebServer, serving

pytestmark = NEEDS_BROWSER
COUNT = 130  # photos of the larger folder, more than are listed at once


@pytest.fixture(scope="module")
def photos(tmp_path_factory, gray_picture: np.ndarray) -> Path:
    folder = tmp_path_factory.mktemp("archive") / "Family"
    small = Image.fromarray(gray_picture).resize((64, 48))
    for name in ("1931/a.png", *(f"many/scan {number}.png" for number in range(COUNT))):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        small.save(folder / name)
    return folder


@pytest.fixture(scope="module")
def archive(photos, tmp_path_factory) -> Iterator[WebServer]:
    results = str(photos.with_name("results"))
    home = tmp_path_factory.mktemp("web")
    with serving(home, "--folder", str(photos), "--dest", results) as running:
        yield running


@pytest.fixture
def reading_room(driver, archive) -> Iterator[Page]:
    with visiting(driver, archive.url) as page:
        yield page


def choose_folder(page: Page, name: str) -> None:
    def folder():
        found = [each for each in page.all("#tree .folder") if each.text == name]
        return found[0] if found else None

    page.until(folder).click()
    page.until(lambda: page.find("folder-name").text == name)


def test_a_photo_of_the_archive_is_opened_edited_and_saved(reading_room, photos):
    page = reading_room
    choose_folder(page, "1931")
    (found,) = page.until(lambda: page.all(".found"))
    page.until(lambda: found.find_element("tag name", "img").get_property("naturalWidth") == 64)
    found.click()
    page.until(page.is_colored)
    assert page.find("status").text == "a.png, 64 x 48 pixels"
    page.slide("saturation", 50)
    page.find("save-archive").click()
    page.until(lambda: page.find("status").text == "Saved as 1931/a_color.png")
    results = photos.with_name("results") / "1931"
    assert (results / "a_color.png").exists()
    assert (results / "a.png.colorizer.json").exists()
    page.find("archive").click()
    page.until(lambda: [mark.text for mark in page.all(".mark")] == ["Colorized"])
    page.driver.refresh()
    page.until(page.is_colored)
    page.all(".thumb .remove")[0].click()
    page.until(lambda: not page.all(".thumb"))
    assert (photos / "1931/a.png").exists()


def test_an_edit_outlives_the_server(driver, photos, tmp_path):
    folders = ("--folder", str(photos), "--dest", str(tmp_path / "dest"))
    with serving(tmp_path, *folders) as first, visiting(driver, first.url) as page:
        choose_folder(page, "1931")
        page.until(lambda: page.all(".found"))[0].click()
        page.until(page.is_colored)
        first.kill()
        page.slide("saturation", 50)
        page.until(lambda: page.all(".notice"))
        with serving(tmp_path, "--port", str(first.port), *folders):
            page.until((tmp_path / "dest/1931/a.png.colorizer.json").exists)
            page.until(lambda: not page.all(".notice"))
            page.until(page.is_colored)
        page.problems()  # what was not answered meanwhile


def test_results_are_there_after_the_server_was_started_anew(driver, photos, tmp_path):
    folders = ("--folder", str(photos), "--dest", str(tmp_path / "dest"))
    with serving(tmp_path, *folders) as first, visiting(driver, first.url) as page:
        for folder in ("1931", "many"):
            choose_folder(page, folder)
            page.until(lambda: page.all(".found"))[0].click()
            page.until(page.is_colored)
            page.find("archive").click()
        page.find("archive").click()
        first.kill()
        with serving(tmp_path, "--port", str(first.port), *folders) as second:
            page.find("download-all").click()
            page.until((page.driver.downloads / "colorized.zip").exists)
            second.kill()
        with serving(tmp_path, "--port", str(first.port), *folders):
            page.find("save-archive").click()
            page.until((tmp_path / "dest/many/scan 0_color.png").exists)
        page.problems()  # photos that the server did not know at first


def test_a_double_click_on_a_photo_leaves_the_one_before_alone(driver, photos, tmp_path):
    folders = ("--folder", str(photos), "--dest", str(tmp_path / "dest"))
    with serving(tmp_path, *folders) as server, visiting(driver, server.url) as page:
        choose_folder(page, "1931")
        page.until(lambda: page.all(".found"))[0].click()
        page.until(page.is_colored)
        page.find("archive").click()
        choose_folder(page, "many")
        found = page.until(lambda: page.all(".found"))[0]
        ActionChains(driver).double_click(found).perform()
        page.until(lambda: page.find("status").text == "scan 0.png, 64 x 48 pixels")
        page.until(page.is_colored)
        asked = "return performance.getEntriesByType('resource').map((each) => each.name)"
        assert not [url for url in page.driver.execute_script(asked) if "suggestions" in url]
        assert not list(tmp_path.rglob("*.colorizer.json"))


def test_a_job_is_followed_through_a_break_of_the_connection(reading_room):
    page = reading_room
    page.driver.execute_script("""
        const fetched = window.fetch;
        window.fetch = (path, options) => {
          if (!path.endsWith("/events")) return fetched(path, options);
          window.fetch = fetched;
          return Promise.resolve(new Response(""));  // nothing more came
        };
    """)
    choose_folder(page, "1931")
    page.find("colorize-folder").click()
    page.until(lambda: page.all(".notice"))
    page.until(lambda: " of 1 photos colorized" in page.find("job-state").text)
    assert not page.all(".notice")


def test_a_large_folder_is_listed_bit_by_bit_and_colorized(reading_room, photos):
    page = reading_room
    choose_folder(page, "many")
    page.until(lambda: len(page.all(".found")) == 100)
    loaded = [each for each in page.all(".found img") if each.get_attribute("src")]
    assert len(loaded) < 100
    page.driver.execute_script("document.querySelector('.found:last-child').scrollIntoView()")
    page.until(lambda: len(page.all(".found")) == COUNT)
    page.find("colorize-folder").click()
    page.until(page.find("stop-job").is_displayed)
    page.find("stop-job").click()
    page.until(page.find("report").is_displayed)
    assert page.find("job-state").text.startswith("Stopped. ")
    assert page.find("job-state").text.endswith(" not done.")
    choose_folder(page, "1931")
    button = page.find("colorize-folder")
    button.send_keys(Keys.ENTER)
    page.until(lambda: " of 1 photos colorized" in page.find("job-state").text)
    page.until(lambda: page.driver.switch_to.active_element == button)
    page.driver.refresh()
    page.until(lambda: " of 1 photos colorized" in page.find("job-state").text)
    page.until(lambda: page.find("report").is_displayed())
    page.find("report").click()
    page.until((page.driver.downloads / "report.csv").exists)
    assert not list(photos.rglob("*_color*"))


def test_the_archive_is_used_by_keys_and_a_lost_folder_is_a_sentence(reading_room, photos):
    page = reading_room
    lost = photos / "1931/lost"
    lost.mkdir()
    choose_folder(page, "1931")
    page.until(lambda: [each for each in page.all("#tree .folder") if each.text == "lost"])
    lost.rmdir()
    next(each for each in page.all("#tree .folder") if each.text == "lost").click()
    (notice,) = page.until(lambda: page.all(".notice span"))
    assert notice.text == "There is no such folder here."
    assert notice.is_displayed()
    assert "404" in "".join(page.problems())
    page.all(".notice button")[0].click()
    page.all(".found")[0].send_keys(Keys.ENTER)
    page.until(page.is_colored)
    page.until(lambda: page.driver.switch_to.active_element == page.find("photo"))
    page.find("archive").send_keys(Keys.ENTER)
    page.until(lambda: page.find("folder-name").is_displayed())
    page.find("with-subfolders").send_keys(Keys.ESCAPE)
    page.until(lambda: page.find("photo").is_displayed())
    assert page.driver.switch_to.active_element == page.find("archive")


@NEEDS_RULES
def test_nothing_in_the_archive_keeps_people_out(reading_room: Page) -> None:
    choose_folder(reading_room, "many")
    reading_room.until(lambda: reading_room.all(".found"))
    found = {"a folder": findings(reading_room)}
    choose_folder(reading_room, "1931")
    reading_room.find("colorize-folder").click()
    reading_room.until(reading_room.find("report").is_displayed)
    found["a report"] = findings(reading_room)
    reading_room.all(".found")[0].click()
    reading_room.until(reading_room.is_colored)
    reading_room.driver.execute_script(
        "for (const each of document.querySelectorAll('details')) each.open = true"
    )
    found["a photo of the archive"] = findings(reading_room)
    assert {state: names for state, names in found.items() if names} == {}
