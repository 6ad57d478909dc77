"""What the command prints."""

import io
import os
import sys


def print_any_name():
    """Let names be printed that the terminal, or a file on Windows, has no characters for."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="backslashreplace")


def print_no_more():
    """Keep Python from printing at its end what nobody reads any more."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def on_one_line(text):
    """A text on one line, whatever the names of files in it hold."""
    return "".join(
        character if character.isprintable() else ascii(character)[1:-1] for character in str(text)
    )


def say(message):
    """Print a sentence on standard error."""
    print(f"colorizer: {on_one_line(message)}", file=sys.stderr)


def where_to_look():
    """A sentence about the log file."""
    from colorizer_gui.logs import log_file

    return f"Details are in {log_file()}."


def print_table(rows):
    """Print pairs of a name and a value."""
    width = max(len(name) for name, _ in rows) + 2
    for name, value in rows:
        print(f"{name:<{width}}{value}")
