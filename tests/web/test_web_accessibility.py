"""How accessible the page is, by the rules of axe-core."""

from pathlib import Path

from web_page import NEEDS_BROWSER, Page
from web_rules import NEEDS_RULES, findings

pytestmark = [NEEDS_BROWSER, NEEDS_RULES]


def test_nothing_on_the_page_keeps_people_out(page: Page, gray_file: Path, tmp_path: Path) -> None:
    found = {"empty": findings(page)}
    page.add(gray_file)
    found["with a photo"] = findings(page)
    page.click_photo(100, -150)
    page.until(lambda: page.all(".swatch"))
    page.driver.execute_script(
        "for (const each of document.querySelectorAll('details')) each.open = true"
    )
    found["with a hint, all opened"] = findings(page)
    page.find("show-variants").click()
    page.until(lambda: page.find("variants-state").text == "Click a variant to use it.")
    found["with variants"] = findings(page)
    page.find("close-variants").click()
    bad = tmp_path / "notes.txt"
    bad.write_text("no photo")
    page.find("files").send_keys(str(bad))
    page.until(lambda: page.all(".notice span"))
    found["with a notice"] = findings(page)
    page.problems()  # the browser tells of the refused upload
    assert {state: names for state, names in found.items() if names} == {}
