import subprocess
import sys

import httpx
import pytest

from web_server import PATIENCE, ROOT, serving, upload


def form(gray_file, name="a.jpg"):
    return [("file", (name, gray_file.read_bytes()))]


@pytest.mark.parametrize(
    "host",
    [
        *("evil.example", "localhost.evil.example", "192.168.1.9", ""),
        *("[::1]evil.example", "localhost@evil.example", "127.0.0.1:x", "localhost:1@evil.example"),
    ],
)
def test_a_name_that_is_not_of_this_machine_is_not_answered(client, host):
    answer = client.get("/", headers={"Host": host})
    assert answer.status_code == 421
    assert "not called" in answer.json()["detail"]


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://localhost:1"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_a_form_of_another_site_changes_nothing(client, uploaded, gray_file, headers):
    answer = client.post("/api/photos", files=form(gray_file), headers=headers)
    assert answer.status_code == 403
    assert client.delete(uploaded, headers=headers).status_code == 403
    assert client.get(f"{uploaded}/preview", headers=headers).status_code == 403
    assert client.get(uploaded).status_code == 200


def test_the_own_page_and_programs_are_served(server, client, gray_file):
    for headers in ({}, {"Origin": server.url}, {"Sec-Fetch-Site": "same-origin"}):
        answer = client.post("/api/photos", files=form(gray_file), headers=headers)
        assert answer.status_code == 201
    followed = {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate"}
    assert client.get("/", headers=followed).status_code == 200


@pytest.mark.parametrize("host", ["LOCALHOST:1", "localhost.", "localhost.:1", "[::1]:1", "[::1]"])
def test_a_name_of_this_machine_may_be_written_in_other_ways(client, host):
    assert client.get("/", headers={"Host": host}).status_code == 200


def test_methods_are_those_of_http(client, uploaded):
    headers = client.head("/").headers
    assert int(headers["content-length"]) == len(client.get("/").content)
    refused = client.patch(uploaded)
    assert (refused.status_code, "GET" in refused.headers["allow"]) == (405, True)


def test_every_answer_tells_browsers_what_the_page_may_do(client, uploaded):
    for path in ("/", "/page/main.js", "/nothing", uploaded, f"{uploaded}/preview"):
        headers = client.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    "path",
    [
        "/page/../../../../etc/passwd",
        "/page/%2e%2e%2f%2e%2e%2fmodels.py",
        "/page/..%5c..%5cmodels.py",
        "/page//etc/passwd",
        "/api/photos/..%2f..%2fsettings.toml",
        "/api/photos/%2e%2e/preview",
    ],
)
def test_no_address_leads_out_of_what_is_served(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "root:" not in answer.text


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../../etc/cron.d/x.jpg", "x.jpg"),
        ("C:\\Windows\\x.jpg", "x.jpg"),
        ("..", "photo"),
        ("a\u202ejpg.exe", "ajpg.exe"),
        ("x" * 500 + ".jpg", "x" * 196 + ".jpg"),
        ("\u6587" * 300 + ".jpg", "\u6587" * 65 + ".jpg"),
        ("con.jpg", "_con.jpg"),
        ("LPT1", "_LPT1"),
        ("Großmutter 祖母.jpg", "Großmutter 祖母.jpg"),
    ],
)
def test_a_name_stays_a_name(server, client, gray_file, given, kept):
    answer = client.post("/api/photos", files=form(gray_file, given))
    (photo,) = answer.json()["photos"]
    assert photo["name"] == kept
    names = {path.name for path in server.folder.iterdir()}
    assert {name.partition(".")[0] for name in names} <= {
        name.removesuffix(".json") for name in names
    } | {name.partition(".")[0] for name in names if name.endswith(".json")}
    assert all(path.parent == server.folder for path in server.folder.iterdir())


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ('filename="Großmutter.jpg"'.encode("latin-1"), "Großmutter.jpg"),
        (b"filename*=UTF-8''..%2F%E7%A5%96%20b.jpg", "\u7956 b.jpg"),
        (b"filename=\"a.jpg\"; filename*=UTF-8''b.jpg", "a.jpg"),
    ],
)
def test_names_come_as_programs_write_them(client, gray_file, given, kept):
    head = b'--b\r\nContent-Disposition: form-data; name="file"; ' + given + b"\r\n\r\n"
    content = head + gray_file.read_bytes() + b"\r\n--b--\r\n"
    headers = {"Content-Type": "multipart/form-data; boundary=b"}
    answer = client.post("/api/photos", content=content, headers=headers)
    assert [photo["name"] for photo in answer.json()["photos"]] == [kept]


def test_others_need_the_token(tmp_path, gray_file):
    with serving(tmp_path, "--host", "0.0.0.0") as server:
        url = f"http://127.0.0.1:{server.port}"
        token = server.address.partition("?token=")[2]
        assert len(token) == 32
        with server.client() as client:
            client.base_url = url
            refused = client.get("/")
            assert (refused.status_code, "token" in refused.json()["detail"]) == (401, True)
            browser = {"Accept": "text/html,*/*;q=0.8", "Accept-Language": "de"}
            page = client.get("/", headers=browser)
            assert (page.status_code, page.headers["content-type"][:9]) == (401, "text/html")
            assert "<p>Ein Token ist nötig." in page.text
            assert "&lt;b&gt;" in client.get("/", headers={**browser, "Host": "<b>"}).text
            assert client.post("/api/photos", files=form(gray_file)).status_code == 401
            wrong = {"Authorization": f"Bearer {token[:-1]}x"}
            assert client.get("/api/about", headers=wrong).status_code == 401
            right = {"Authorization": f"Bearer {token}"}
            assert client.get("/api/about", headers=right).status_code == 200
            welcome = client.get("/", params={"token": token})
            assert (welcome.status_code, welcome.headers["location"]) == (303, "/")
            cookie = welcome.headers["set-cookie"]
            assert token not in cookie
            assert "HttpOnly" in cookie
            assert "samesite=lax" in cookie.lower()
            assert client.get("/").status_code == 200
            # Nor does the token stay in the address where the cookie is there already.
            assert client.get("/", params={"token": token}).headers["location"] == "/"
            assert upload(client, gray_file)
            client.cookies.clear()
            for _ in range(12):
                last = client.get("/", params={"token": "guessed-again"})
            assert last.status_code == 429
        if sys.platform == "linux":
            assert guessed_from_elsewhere(url) == [401] * 10 + [429] * 2
        code, errors = server.end()
    assert (code, errors) == (143, "colorizer: Stopped. What was finished is kept.\n")


def guessed_from_elsewhere(url):
    """Statuses for wrong tokens of an address that claims to be a proxy for others."""
    transport = httpx.HTTPTransport(local_address="127.0.0.2")
    with httpx.Client(base_url=url, transport=transport, timeout=PATIENCE) as client:
        guessed = {"Authorization": "Bearer guessed-again"}
        return [
            client.get(
                "/api/about", headers={**guessed, "X-Forwarded-For": f"10.0.0.{number}"}
            ).status_code
            for number in range(12)
        ]


def test_a_proxy_may_serve_it_under_a_name(tmp_path):
    with serving(tmp_path, "--name", "archive.example", "--token", "given-token") as server:
        headers = {"Host": "archive.example", "Authorization": "Bearer given-token"}
        with server.client() as client:
            assert client.get("/api/about", headers=headers).status_code == 200
            own = {**headers, "Origin": "https://archive.example"}
            assert client.delete("/api/photos/x", headers=own).status_code == 404
            assert client.get("/api/about").status_code == 401


def refusal(*arguments):
    command = [sys.executable, "-m", "colorizer_gui.cli", "serve", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, cwd=ROOT)
    assert done.stdout == ""
    return done.returncode, done.stderr.strip()


def test_what_cannot_be_served_is_one_sentence(server):
    code, errors = refusal("--port", str(server.port))
    assert code == 2
    assert errors.endswith("another program uses the port. Name another one.")
    assert refusal("--token", "short")[0] == 2
    code, errors = refusal("--host", "203.0.113.7")
    assert (code, "this machine has no such address" in errors) == (2, True)
    code, errors = refusal("--port", "0", "--models", "nothing")
    assert (code, "There is no model 'nothing'" in errors) == (1, True)
