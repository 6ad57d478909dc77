"""Names of results."""

import unicodedata
from pathlib import PurePosixPath

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from colorizer_gui.engine.batch.names import (
    ResultNames,
    check_template,
    result_name,
    same_file_key,
)
from colorizer_gui.engine.choices import SAVE_FORMATS
from colorizer_gui.engine.errors import UsageError
from colorizer_gui.engine.photo import format_by_suffix
from colorizer_gui.engine.session.output import Output

PARTS = ("{stem}", "{ext}", "{", "}", "{{", "}}", "/", "..", ".", "~", "a", "_color", ".png",
         ".jpg", "{date}", "{stem!r}", "{ext:>9}", "\\", "\0", "C:", " ")  # fmt: skip
TEMPLATES = st.text(max_size=12) | st.lists(st.sampled_from(PARTS), max_size=8).map("".join)
PHOTOS = st.sampled_from(["a.png", "album/b.jpg", "album/old/c.tif", "d.bmp", "no suffix"])


@given(TEMPLATES, st.none() | st.sampled_from(SAVE_FORMATS), PHOTOS)
@example("{stem}/../../{stem}{ext}", None, "a.png")
@example("{{{stem}}}{ext}", "jpeg", "album/b.jpg")
def test_a_template_is_refused_or_names_a_file_inside_the_folder(template, file_format, photo):
    try:
        check_template(template, file_format)
    except UsageError:
        return
    result = PurePosixPath(result_name(photo, template, Output(file_format)))
    folder = PurePosixPath(photo).parent
    assert not result.is_absolute()
    assert ".." not in result.parts
    assert result.is_relative_to(folder)
    assert result != folder
    assert "\0" not in str(result)
    assert file_format in (None, format_by_suffix(result).id)


@pytest.mark.parametrize(
    ("template", "reason"),
    [
        ("../{stem}{ext}", "leads out"),
        ("/tmp/{stem}{ext}", "leads out"),
        ("{stem}", "format"),
        ("{stem}.gif", "format"),
        ("{stem}{date}{ext}", "{date}"),
        ("{stem.parent}{ext}", "{stem.parent}"),
        ("{stem!r}{ext}", "{stem}"),
        ("{stem{ext}", "braces"),
        ("{stem}\0{ext}", "null"),
        ("", "leads out"),
    ],
)
def test_the_reason_for_refusing_a_template_is_given(template, reason):
    with pytest.raises(UsageError, match="name") as refusal:
        check_template(template, None)
    assert reason in str(refusal.value)


@given(st.text())
def test_accents_and_case_do_not_count(name):
    key = same_file_key(name)
    for form in ("NFC", "NFD"):
        assert same_file_key(unicodedata.normalize(form, name)) == key
    assert same_file_key(name.lower()) == key
    assert same_file_key(key) == key


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Großmutter.png", "GROSSMUTTER.PNG"),
        ("Müller.jpg", "Mu\u0308LLER.JPG"),
        ("\u0390.png", "\u0390".upper() + ".PNG"),
    ],
)
def test_names_that_some_disk_takes_for_one_have_the_same_key(first, second):
    assert first != second
    assert same_file_key(first) == same_file_key(second)


@given(st.lists(st.sampled_from(["a.png", "A.PNG", "a-2.png", "b/a.png", "a"]), max_size=12))
def test_each_numbered_name_is_free(wishes):
    names = ResultNames()
    given_names = []
    for number, wish in enumerate(wishes):
        result = wish if names.photo_of(wish) is None else names.numbered(wish)
        assert names.photo_of(result) is None
        names.assign(result, f"photo {number}")
        given_names.append(result)
    assert [names.photo_of(result) for result in given_names] == [
        f"photo {number}" for number in range(len(wishes))
    ]
    assert len({same_file_key(result) for result in given_names}) == len(wishes)


def test_numbers_of_existing_files_are_passed_over():
    names = ResultNames()
    assert names.numbered("a.png", {"a-2.png", "a-3.png"}.__contains__) == "a-4.png"
