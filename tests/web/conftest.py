from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.types import ASGIApp

from colorizer_gui.web.application import application
from colorizer_gui.web.context import Context
from colorizer_gui.web.options import ServeOptions
from web_page import browsing, visiting
from web_server import serving, upload


@pytest.fixture(scope="session")
def server(tmp_path_factory):
    """A server with the shipped models, for all tests of a process."""
    with serving(tmp_path_factory.mktemp("web")) as running:
        yield running


@pytest.fixture
def client(server):
    with server.client() as client:
        yield client


@pytest.fixture
def uploaded(client, gray_file):
    """The path of an uploaded photo in the API."""
    (photo,) = upload(client, gray_file)
    return f"/api/photos/{photo['id']}"


@pytest.fixture(scope="session")
def driver(tmp_path_factory):
    """A browser, for all tests of a process."""
    with browsing(tmp_path_factory.mktemp("downloads")) as driver:
        yield driver


@pytest.fixture
def page(driver, server):
    """The page, opened for the first time."""
    with visiting(driver, server.url) as page:
        yield page


@pytest.fixture
def context(tiny_model: Path, tmp_path: Path) -> Iterator[Context]:
    """The parts of a server that runs in this process."""
    context = Context(ServeOptions(models=(str(tiny_model),), workers=1), tmp_path / "photos")
    yield context
    context.close()


@pytest.fixture
def app(context: Context) -> ASGIApp:
    """The application of that server."""
    return application(context, (), None)
