import pytest

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
