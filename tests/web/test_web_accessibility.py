"""How accessible the page is, by the rules of axe-core (WCAG and best practices)."""

import sys
from pathlib import Path
from typing import Any

import pytest

from web_page import NEEDS_BROWSER, Page

RULES = Path(sys.prefix) / "npm/node_modules/axe-core/axe.min.js"
pytestmark = [
    NEEDS_BROWSER,
    pytest.mark.skipif(not RULES.exists(), reason="no axe-core: run make setup where npm is"),
]
SEVERE = {"serious", "critical"}
CHECK = """const done = arguments[0];
axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => done(violations));"""


def findings(page: Page) -> list[str]:
    """What the rules find that keeps people out: the rule, and where."""
    page.driver.execute_script(RULES.read_text())
    return [
        f"{found['id']}: {[node['target'] for node in found['nodes']]}"
        for found in page.driver.execute_async_script(CHECK)
        if found["impact"] in SEVERE
    ]


def emulate(page: Page, scheme: str) -> None:
    """Let the page be light or dark."""
    features: list[dict[str, Any]] = [{"name": "prefers-color-scheme", "value": scheme}]
    page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})


def test_nothing_on_the_page_keeps_people_out(page: Page, gray_file: Path, tmp_path: Path) -> None:
    found = {}

    def look(state: str) -> None:
        for scheme in ("light", "dark"):
            emulate(page, scheme)
            found[state, scheme] = findings(page)

    look("empty")
    page.add(gray_file)
    look("with a photo")
    page.click_photo(100, -150)
    page.until(lambda: page.all(".swatch"))
    page.driver.execute_script(
        "for (const each of document.querySelectorAll('details')) each.open = true"
    )
    look("with a hint, all opened")
    bad = tmp_path / "notes.txt"
    bad.write_text("no photo")
    page.find("files").send_keys(str(bad))
    page.until(lambda: page.all(".notice span"))
    look("with a notice")
    emulate(page, "")
    assert {state: names for state, names in found.items() if names} == {}
    page.problems()  # the browser tells of the refused upload
