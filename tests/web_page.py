"""The page as a user handles it in a real browser, Debian's Chromium, for tests."""

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from selenium import webdriver
from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from web_server import PATIENCE

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
NEEDS_BROWSER = pytest.mark.skipif(
    not (CHROMIUM and DRIVER),
    reason="no browser: install Debian's packages chromium and chromium-driver",
)
OPTIONS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage")


class Page:
    """The page as a user handles it."""

    def __init__(self, driver, url):
        self.driver, self.url = driver, url

    def find(self, name):
        return self.driver.find_element(By.ID, name)

    def all(self, selector):
        return self.driver.find_elements(By.CSS_SELECTOR, selector)

    def until(self, condition):
        return WebDriverWait(self.driver, PATIENCE, poll_frequency=0.05).until(
            lambda _: condition()
        )

    def open(self):
        self.driver.get(self.url)
        self.until(lambda: self.find("choose").get_property("textContent"))

    def is_colored(self):
        """Whether no work is under way and the canvas shows a photo."""
        return "pixels" in self.find("status").text and self.find("progress").get_property("hidden")

    def add(self, *paths):
        count = len(self.all(".thumb"))
        self.find("files").send_keys("\n".join(map(str, paths)))
        self.until(lambda: len(self.all(".thumb")) == count + len(paths))
        self.until(self.is_colored)

    def pixels(self, name="photo"):
        """What the canvas shows, as an array of RGB."""
        size, values = self.driver.execute_script(
            """const canvas = document.getElementById(arguments[0]);
            const small = new OffscreenCanvas(120, 90).getContext("2d");
            small.drawImage(canvas, 0, 0, 120, 90);
            return [[90, 120, 4], [...small.getImageData(0, 0, 120, 90).data]];""",
            name,
        )
        return np.array(values, int).reshape(size)[..., :3]

    def chroma(self, left, right):
        """How colorful a part of the canvas is, between two parts of its width."""
        pixels = self.pixels()
        part = pixels[:, int(left * 120) : int(right * 120)]
        return np.ptp(part, axis=2).mean()

    def click_photo(self, dx, dy):
        ActionChains(self.driver).move_to_element_with_offset(
            self.find("photo"), dx, dy
        ).click().perform()

    def slide(self, name, value):
        self.driver.execute_script(
            """const slider = document.getElementById(arguments[0]);
            slider.value = arguments[1];
            slider.dispatchEvent(new Event("input"));
            slider.dispatchEvent(new Event("change"));""",
            f"look-{name}",
            value,
        )

    def photo_path(self):
        thumb = self.all(".thumb")[0]
        return f"/api/photos/{thumb.get_attribute('data-id')}"

    def problems(self):
        """What the browser complains of."""
        return [entry["message"] for entry in self.driver.get_log("browser")]

    def hosts(self):
        """The hosts that were asked for anything."""
        events = [
            json.loads(entry["message"])["message"] for entry in self.driver.get_log("performance")
        ]
        urls = [
            event["params"]["request"]["url"]
            for event in events
            if event["method"] == "Network.requestWillBeSent"
        ]
        return {url.split("/")[2] for url in urls if url.startswith("http")}


@contextmanager
def browsing(downloads: Path) -> Iterator[webdriver.Chrome]:
    """A browser that saves downloads into a folder, as a context."""
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM
    for option in (*OPTIONS, "--window-size=1300,900", "--lang=en"):
        options.add_argument(option)
    preferences = {"download.default_directory": str(downloads), "intl.accept_languages": "en"}
    options.add_experimental_option("prefs", preferences)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options, webdriver.ChromeService(DRIVER))
    driver.downloads = downloads
    try:
        yield driver
    finally:
        driver.quit()


@contextmanager
def visiting(driver: webdriver.Chrome, url: str) -> Iterator[Page]:
    """The page of a server, opened for the first time; it complains of nothing in the end."""
    page = Page(driver, url)
    driver.get("about:blank")
    everything = {"origin": url, "storageTypes": "local_storage"}
    driver.execute_cdp_cmd("Storage.clearDataForOrigin", everything)
    page.problems()  # of earlier pages
    page.hosts()
    page.open()
    yield page
    problems, hosts = page.problems(), page.hosts()
    assert not problems, problems
    assert hosts == {url.removeprefix("http://")}, hosts
