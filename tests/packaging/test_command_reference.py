"""What describes the command: its page, its manual page, and the completions of shells."""

import contextlib
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

COMMANDS = Path(__file__).parents[2] / "packaging/command"
# Stands for the program, and shows the arguments that it is given.
SHOWING = "colorizer() { printf '[%s]' \"$@\"; printf '\\n'; }"
# Of each shell, its file of settings, what this has, and how it is started.
SETTINGS = {
    "bash": (
        "bashrc",
        "source '{folder}/colorizer.bash'",
        ["bash", "--noprofile", "--rcfile", "bashrc", "-i"],
    ),
    "zsh": (
        ".zshrc",
        "fpath=('{folder}' $fpath); autoload -Uz compinit; compinit -u -d dump",
        ["zsh", "-o", "no_global_rcs", "-i"],
    ),
}
# What is typed, and what the program is given then.
COMPLETED = {
    "ba\t . res --resu\t": "[batch][.][res][--resume]",
    "colorize fa\t --forma\tti\t": "[colorize][family.tif][--format][tiff]",
    "colorize --recipe st\t": "[colorize][--recipe][street.jpg]",
    "doctor --js\t": "[doctor][--json]",
}


def needs(program: str) -> pytest.MarkDecorator:
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"needs {program}")


def at_a_terminal(command: list[str], keys: str, folder: Path) -> str:
    """What a shell shows in its terminal until it ends, when keys are pressed there."""
    import pty

    terminal, inside = pty.openpty()
    environment = {"PATH": os.environ["PATH"], "TERM": "dumb", "ZDOTDIR": str(folder)}
    ends = {"stdin": inside, "stdout": inside, "stderr": inside}
    with subprocess.Popen(command, cwd=folder, env=environment, start_new_session=True, **ends):
        os.close(inside)
        os.write(terminal, keys.encode())
        shown = b""
        with contextlib.suppress(OSError):  # the end of a terminal is an error on Linux
            while part := os.read(terminal, 4096):
                shown += part
        os.close(terminal)
    return shown.decode()


@pytest.mark.skipif(sys.platform == "win32", reason="needs a terminal")
@pytest.mark.parametrize("shell", [pytest.param(name, marks=needs(name)) for name in SETTINGS])
def test_shells_complete_commands_options_values_and_files(tmp_path: Path, shell: str) -> None:
    name, settings, command = SETTINGS[shell]
    (tmp_path / name).write_text(f"{settings.format(folder=COMMANDS)}\n{SHOWING}\n")
    for file in ("family.tif", "street.jpg"):
        (tmp_path / file).touch()
    keys = "".join(f"colorizer {typed}\n" for typed in COMPLETED)
    shown = at_a_terminal(command, f"{keys}exit\n", tmp_path)
    assert [given for given in COMPLETED.values() if given not in shown] == [], shown


@needs("fish")
def test_fish_completes_options_with_what_they_mean() -> None:
    ask = f"source '{COMMANDS / 'colorizer.fish'}'; complete -C 'colorizer batch --resu'"
    answer = subprocess.run(["fish", "-N", "-c", ask], capture_output=True, text=True)
    assert answer.stdout == "--resume\tskip what an earlier run has finished\n", answer.stderr


@needs("man")
def test_the_manual_page_is_read_without_warnings() -> None:
    read = ["man", "--warnings", "--local-file", COMMANDS / "colorizer.1"]
    result = subprocess.run(
        read,
        capture_output=True,
        text=True,
        env=os.environ | {"MANWIDTH": "80", "MAN_KEEP_FORMATTING": ""},
    )
    assert result.stderr == ""
    assert "\n       --resume\n              skip what an earlier run has finished" in result.stdout
    assert "EXIT STATUS" in result.stdout
