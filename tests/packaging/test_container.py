"""The container of the page for browsers, as far as it can be tried without an engine for it."""

import json
import shlex
import subprocess
import sys
import tomllib
from fnmatch import fnmatch
from pathlib import Path

from colorizer_gui.web.options import DEFAULT_PORT
from web_server import ROOT, serving

FOLDER = ROOT / "packaging/container"
PROGRAM = "/opt/colorizer/bin/"


def instructions() -> list[tuple[str, str]]:
    """What the file says: each instruction with its arguments."""
    lines = (FOLDER / "Containerfile").read_text().splitlines()
    text = "\n".join(line for line in lines if not line.startswith("#")).replace("\\\n", " ")
    return [(line.split(" ", 1)[0], line.split(" ", 1)[1]) for line in text.splitlines() if line]


def of_image(name: str) -> list[str]:
    """The arguments of an instruction in the last stage, which is what runs."""
    found = instructions()
    begin = max(place for place, (kind, _) in enumerate(found) if kind == "FROM")
    return [" ".join(arguments.split()) for kind, arguments in found[begin:] if kind == name]


def test_the_container_runs_as_nobody_in_particular_and_writes_to_its_volume_alone() -> None:
    assert of_image("FROM") == ["debian:trixie-slim"]
    user, group = map(int, of_image("USER")[0].split(":"))
    assert min(user, group) > 0
    assert of_image("VOLUME") == ["/data"]
    assert of_image("EXPOSE") == [str(DEFAULT_PORT)]
    settings = dict(each.split("=", 1) for each in shlex.split(of_image("ENV")[0]))
    folders = {"HOME", *(f"XDG_{kind}_HOME" for kind in ("DATA", "CONFIG", "STATE", "CACHE"))}
    assert all(Path(settings[name]).is_relative_to("/data") for name in folders)
    assert settings["PYTHONDONTWRITEBYTECODE"] == "1"
    # Secrets do not come by the file, and nothing is fetched past the package managers.
    assert not {"ADD", "ARG"} & {kind for kind, _ in instructions()}


def test_the_builder_gets_all_that_the_wheel_is_made_of() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    wheel = project["tool"]["hatch"]["build"]["targets"]["wheel"]
    needed = [
        *(pattern.strip("/").replace("**/", "") for pattern in wheel["include"]),
        *wheel["force-include"],
        *wheel["shared-data"],
        *(hook["path"] for hook in wheel["hooks"].values()),
        *(project["project"]["readme"], *project["project"]["license-files"]),
        *("pyproject.toml", "constraints.txt"),
    ]
    lines = (FOLDER / "Containerfile.dockerignore").read_text().splitlines()
    taken = [line[1:] for line in lines if line.startswith("!")]
    missing = [
        path
        for path in needed
        if not any(fnmatch(path, each) or path.startswith(f"{each}/") for each in taken)
    ]
    assert missing == []
    assert all(list(ROOT.glob(each)) for each in taken)
    (installed,) = (each for kind, each in instructions() if kind == "RUN" and "[web" in each)
    extras = installed.partition(".[")[2].partition("]")[0].split(",")
    assert set(extras) <= set(project["project"]["optional-dependencies"])


def test_its_command_serves_the_page_and_its_check_tells_whether_it_does(tmp_path: Path) -> None:
    assert of_image("ENTRYPOINT") == [f'["{PROGRAM}colorizer"]']
    command, *arguments = json.loads(of_image("CMD")[0])
    assert command == "serve"
    _, _, check = of_image("HEALTHCHECK")[0].partition("CMD ")
    python, *check_arguments = json.loads(check)
    assert python == f"{PROGRAM}python"
    with serving(tmp_path, *arguments) as server:
        check_arguments = [
            each.replace(str(DEFAULT_PORT), str(server.port)) for each in check_arguments
        ]
        assert "?token=" in server.address
        assert subprocess.run([sys.executable, *check_arguments]).returncode == 0
        server.kill()
    dead = subprocess.run([sys.executable, *check_arguments], capture_output=True)
    assert dead.returncode != 0
