"""How accessible a page is, by the rules of axe-core (WCAG and best practices), for tests."""

import sys
from pathlib import Path

import pytest

from web_page import Page

RULES = Path(sys.prefix) / "npm/node_modules/axe-core/axe.min.js"
NEEDS_RULES = pytest.mark.skipif(
    not RULES.exists(), reason="no axe-core: run make setup where npm is"
)
SEVERE = {"serious", "critical"}
CHECK = """const done = arguments[0];
axe.run(document, { resultTypes: ["violations"] }).then(({ violations }) => done(violations));"""


def findings(page: Page) -> dict[str, list[str]]:
    """What keeps people out, in the light page and the dark one: the rule, and where."""
    page.driver.execute_script(RULES.read_text())
    found = {}
    for scheme in ("light", "dark", ""):
        features = [{"name": "prefers-color-scheme", "value": scheme}]
        page.driver.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": features})
        if scheme:
            found[scheme] = [
                f"{each['id']}: {[node['target'] for node in each['nodes']]}"
                for each in page.driver.execute_async_script(CHECK)
                if each["impact"] in SEVERE
            ]
    return {scheme: names for scheme, names in found.items() if names}
