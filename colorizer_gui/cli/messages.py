"""What the command prints."""

import sys


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
