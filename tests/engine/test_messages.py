"""Messages: rendering, translation, and reasons of the system."""

import errno
import json
import pickle
from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colorizer_gui.engine.messages import Message, joined, out_of_range, system_reason

# Text as users have it in names: braces, format fields, any script.
user_text = st.text(st.characters(exclude_categories=["Cs"])) | st.sampled_from(
    ["{", "}", "{}", "{name}", "{0}", "{name!r}", "{{x}}", "%s", "Permission denied"]
)


def german(template):
    """A translation for each template of these tests."""
    return {
        "Can't open {name}: {reason}": "{name} lässt sich nicht öffnen: {reason}",
        "permission is denied": "Zugriff verweigert",
        "one of {names}": "eins von {names}",
    }[template]


def test_fields_fill_the_template():
    message = Message("{name} has {count} pixels, {share:.1f} %", name="a", count=3, share=12.34)
    assert str(message) == "a has 3 pixels, 12.3 %"


def test_a_literal_brace_is_doubled():
    assert str(Message("the field {{stem}} of {name}", name="x")) == "the field {stem} of x"


def test_a_path_is_shown_as_text():
    assert str(Message("in {folder}", folder=PurePosixPath("/a/b"))) == "in /a/b"


def test_messages_among_the_fields_are_translated():
    reason = Message("permission is denied")
    message = Message("Can't open {name}: {reason}", name="a.tif", reason=reason)
    assert message.render(german) == "a.tif lässt sich nicht öffnen: Zugriff verweigert"
    assert str(message) == "Can't open a.tif: permission is denied"


def test_a_tuple_is_a_list_whose_messages_are_translated():
    names = ("a.jpg", Message("permission is denied"), 3)
    message = Message("one of {names}", names=names)
    assert str(message) == "one of a.jpg, permission is denied, 3"
    assert message.render(german) == "eins von a.jpg, Zugriff verweigert, 3"


@given(user_text)
def test_user_data_is_neither_formatted_nor_translated(text):
    nested = Message("<{inner}>", inner=Message("[{name}]", name=text))
    assert str(nested) == f"<[{text}]>"
    asked = []

    def translate(template):
        asked.append(template)
        return template

    assert Message("{names}", names=(text, "b")).render(translate) == f"{text}, b"
    assert asked == ["{names}"]


@given(user_text, user_text)
def test_messages_are_equal_by_template_and_fields(one, other):
    message = Message("{name}", name=one)
    assert message == Message("{name}", name=one)
    assert hash(message) == hash(Message("{name}", name=one))
    assert (message == Message("{name}", name=other)) == (one == other)
    assert message != Message("{title}", title=one)
    assert message != one


@given(user_text)
def test_messages_survive_pickling(text):
    message = Message("{a} {b}", a=(text, Message("{c}", c=1)), b=2.5)
    copy = pickle.loads(pickle.dumps(message))
    assert copy == message
    assert str(copy) == str(message)


def test_joined_sentences_are_translated_one_by_one():
    first, second = Message("One {name}.", name="{x}"), Message("Two.")
    translations = {"One {name}.": "Eins {name}.", "Two.": "Zwei."}
    both = joined([first, second])
    assert str(both) == "One {x}. Two."
    assert both.render(lambda text: translations.get(text, text)) == "Eins {x}. Zwei."
    assert joined([second]) == second


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (OSError(errno.ENOSPC, "kein Platz"), "the disk is full"),
        (PermissionError(errno.EACCES, None), "permission is denied"),
        (OSError(), "the system gives no reason"),
        (OSError(None, None), "the system gives no reason"),
        (OSError("only a text"), "the system gives no reason"),
        (OSError(98765, "unheard of"), "the system reports error 98765"),
        (ValueError("embedded null byte"), "the name cannot be used"),
    ],
)
def test_reasons_of_the_system_are_in_our_own_words(error, reason):
    assert str(system_reason(error)) == reason


def test_every_reason_is_a_clause():
    for number in errno.errorcode:
        text = str(system_reason(OSError(number, "")))
        assert text
        assert text[0].islower()
        assert not text.endswith(".")


def test_a_number_out_of_range_is_named():
    message = out_of_range("warmth", -1, 1, 1.5)
    assert str(message) == "warmth must be between -1 and 1, not 1.5"


def test_messages_reach_other_processes_as_json():
    inner = Message("it is {what}", what="empty")
    message = Message(
        "{name}: {reason} ({sizes}, {n:g})", name="a", reason=inner, sizes=(1, inner), n=2
    )
    assert Message.from_json(json.loads(json.dumps(message.to_json()))) == message
    for value in (None, {}, {"template": 5, "fields": {}}, {"template": "{x}", "fields": {}},
                  {"template": "{x.y}", "fields": {"x": 1}}, {"template": "{", "fields": {}},
                  {"template": "{x:q}", "fields": {"x": 1}}, {"template": "x"}):  # fmt: skip
        with pytest.raises(ValueError):  # noqa: PT011 - whatever the library says
            Message.from_json(value)
