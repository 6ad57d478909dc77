"""Whatever stands in settings, recipes, journals and models: left out, or refused in a sentence."""

import json
import os
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from batch_files import make_photos, options_for, run, states
from colorizer_gui.engine.batch.journal import History, journal_name
from colorizer_gui.engine.batch.shards import WHOLE
from colorizer_gui.engine.errors import ModelError, RecipeError, SaveError
from colorizer_gui.engine.limits import LARGEST_RECIPE, LARGEST_SETTINGS, MOST_HINTS
from colorizer_gui.engine.model.contract import SIZE_KEYS, TEXT_KEYS, parse_info
from colorizer_gui.engine.model.runtime import Model
from colorizer_gui.engine.session.recipe import Recipe
from colorizer_gui.engine.session.recipe_file import parse_recipe, read_recipe
from colorizer_gui.engine.settings import SETTINGS, Settings, read_settings, write_settings
from hostile_texts import DIGITS, HALF, JSON_TEXTS, VALUES, anything, with_value
from model_files import ABOUT, write_model

logs_warnings = pytest.mark.logs_warnings
needs_fifo = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="Windows has no such pipes")

# settings


@logs_warnings
@pytest.mark.parametrize(
    "text",
    [
        "a=" + "[" * 5_000 + "]" * 5_000,
        "a" + ".a" * 100_000 + "=1",
        f"quality={DIGITS}",
        "quality=" + "1" * 5_000,
        f'looks={{"x"={{vividness={DIGITS}}}}}',
        f"recent_colors=[[{DIGITS},0]]",
        "recent_colors=[[nan,inf]]",
        "looks={x={warmth=nan}}",
        'geometry="' + "x" * 10_000_000 + '"',
        "recent_photos=[" + "'x'," * 100_000 + "]",
        "version=" + DIGITS,
        "theme = 1979-05-27T07:32:00Z",
    ],
    ids=lambda text: text[:20],
)
def test_settings_that_harm_are_left_out(tmp_path, text):
    path = tmp_path / "settings.toml"
    path.write_text(text)
    assert read_settings(path) == Settings()


@logs_warnings
@given(
    st.binary()
    | st.lists(
        st.tuples(
            st.sampled_from([row.key for row in SETTINGS.values()]),
            st.sampled_from(VALUES) | anything(("warmth", "x")).map(json.dumps),
        )
    ).map(lambda rows: "".join(f"{key} = {value}\n" for key, value in dict(rows).items()).encode())
)
def test_any_settings_file_lets_the_program_start(content):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "settings.toml"
        path.write_bytes(content)
        settings = read_settings(path)
        write_settings(path, settings)
        assert read_settings(path) == settings


@logs_warnings
def test_settings_of_gigabytes_are_set_aside(tmp_path):
    path = tmp_path / "settings.toml"
    with path.open("wb") as file:
        file.truncate(LARGEST_SETTINGS * 1_000)
    assert read_settings(path) == Settings()
    assert not path.exists()


@logs_warnings
@needs_fifo
def test_a_pipe_in_the_place_of_the_settings_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "settings.toml")
    assert read_settings(tmp_path / "settings.toml") == Settings()


def test_a_photo_whose_name_is_no_text_is_not_listed_again(tmp_path):
    path = tmp_path / "settings.toml"
    write_settings(path, Settings(recent_photos=("/a\udcff.tif", "/b.tif"), color_set="\ud800"))
    assert read_settings(path).recent_photos == ("/b.tif",)


# recipes


def with_hints(count):
    return json.dumps({"recipe": 1, "hints": [{"x": 0.5, "y": 0.5, "a": 1, "b": 1}] * count})


def test_a_recipe_has_a_bound_of_hints():
    assert len(parse_recipe(with_hints(MOST_HINTS), "r.json").hints) == MOST_HINTS
    with pytest.raises(RecipeError, match="hints has 1001 entries, and the most is 1000"):
        parse_recipe(with_hints(MOST_HINTS + 1), "r.json")


@pytest.mark.parametrize("text", JSON_TEXTS, ids=lambda text: text[:8])
def test_texts_that_are_no_recipes_are_refused(text):
    with pytest.raises(RecipeError, match=r"r\.json"):
        parse_recipe(text, "r.json")


HINT = {"x": 0.5, "y": 0.5, "a": 1, "b": 1}


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value[:8])
def test_values_that_harm_are_refused_in_any_place_of_a_recipe(value):
    for key in ("recipe", "photo", "hints", "look", "prepare", "unknown"):
        text = with_value({"recipe": 1}, key, value)
        try:
            assert parse_recipe(text, "r.json") == Recipe()
        except RecipeError as error:
            assert len(str(error)) < 1_000  # noqa: PT017 - either is right
    for key in HINT:
        text = json.dumps({"recipe": 1, "hints": ["@"]}).replace(
            '"@"', with_value(HINT, key, value)
        )
        if value != "-1" or key in ("x", "y"):
            with pytest.raises(RecipeError, match=r"hint 1|nested|is no number"):
                parse_recipe(text, "r.json")


def test_a_recipe_of_gigabytes_is_refused(tmp_path):
    path = tmp_path / "r.json"
    with path.open("wb") as file:
        file.truncate(LARGEST_RECIPE * 1_000)
    with pytest.raises(RecipeError, match="larger than 64 MB"):
        read_recipe(path)


@needs_fifo
def test_a_pipe_is_no_recipe(tmp_path):
    os.mkfifo(tmp_path / "r.json")
    with pytest.raises(RecipeError, match="not an ordinary file"):
        read_recipe(tmp_path / "r.json")


# journals


@pytest.fixture
def options(tmp_path, tiny_model):
    source = make_photos(tmp_path / "in", "a.png", "b.png")
    (tmp_path / "out").mkdir()
    return options_for(source, tmp_path / "out", tiny_model, resume=True)


RECORD = {"photo": "a.png", "is": "finished", "at": 1}
WHAT = {"result": "a_color.png", "size": 1, "time": 1, "source_size": 1, "source_time": 1}


def hostile_lines():
    """Lines of a journal, each with one thing that cannot be."""
    yield from JSON_TEXTS
    for value in VALUES:
        for key in RECORD:
            yield with_value({**RECORD, "what": {**WHAT, "digest": ""}}, key, value)
        for key in WHAT:
            what = with_value({**WHAT, "digest": ""}, key, value)
            yield with_value(RECORD, "what", what)
        yield with_value({**RECORD, "is": "begun"}, "result", value)
    yield json.dumps(RECORD)
    yield json.dumps({**RECORD, "is": "begun"})


def test_a_folder_with_any_journal_can_be_resumed(options):
    journal = options.dest / journal_name(WHOLE)
    journal.write_text("\n".join(hostile_lines()) + "\n")
    assert set(states(run(options)).values()) == {"done"}
    assert set(states(run(options)).values()) == {"unchanged"}


@given(
    st.binary()
    | st.lists(anything((*RECORD, *WHAT, "digest", "what")).map(json.dumps)).map(
        lambda lines: "\n".join(lines).encode()
    )
)
def test_any_journal_is_read(content):
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / journal_name(WHOLE)).write_bytes(content)
        assert History.read(Path(folder)).finished("another.png") == ()


def test_a_line_without_an_end_takes_no_memory(options):
    with (options.dest / journal_name(WHOLE)).open("wb") as file:
        file.truncate(300_000_000)
    assert set(states(run(replace(options))).values()) == {"done"}


@needs_fifo
@pytest.mark.parametrize("suffix", [".jsonl", ".lock"])
@pytest.mark.parametrize("kind", ["pipe", "device", "link"])
def test_own_files_of_another_kind_are_refused(options, suffix, kind, tmp_path):
    path = options.dest / journal_name(WHOLE, suffix)
    if kind == "pipe":
        os.mkfifo(path)
    elif kind == "device":
        path.symlink_to("/dev/null")
    else:
        (tmp_path / "diary").write_text("Dear diary\n")
        path.symlink_to(tmp_path / "diary")
    with pytest.raises(SaveError, match="not an ordinary file"):
        run(options)
    if kind == "link":
        assert (tmp_path / "diary").read_text() == "Dear diary\n"


# models


class Tensor:
    """An input or output of a model."""

    type = "tensor(float)"

    def __init__(self, name, channels):
        self.name, self.shape = name, ("n", channels, "h", "w")


def info_of(text):
    return parse_info(Path("m.onnx"), {"colorizer": text}, [Tensor("L", 1)], [Tensor("ab", 2)])


@pytest.mark.parametrize("text", JSON_TEXTS, ids=lambda text: text[:8])
def test_texts_that_are_no_metadata_are_refused(text):
    with pytest.raises(ModelError, match=r"Can't use the model m\.onnx"):
        info_of(text)


@pytest.mark.parametrize("value", VALUES, ids=lambda value: value[:8])
def test_values_that_harm_are_refused_in_any_place_of_metadata(value):
    for key in ("contract", *SIZE_KEYS, *TEXT_KEYS):
        if key in TEXT_KEYS and value == '""':
            continue
        with pytest.raises(ModelError) as caught:
            info_of(with_value(ABOUT, key, value))
        assert len(str(caught.value)) < 1_000


@pytest.mark.parametrize("text", [f'"{HALF}"', "[1]", DIGITS, "true", "NaN"])
def test_figures_that_cannot_be_shown_are_refused(text):
    with pytest.raises(ModelError):
        info_of(with_value(ABOUT, "metrics", text))


@pytest.mark.parametrize(
    ("key", "value"),
    [("working_size", 10**9), ("stride", 10**9), ("output_stride", 2**62), ("name", "N" * 70_000)],
)
def test_sizes_and_names_of_models_have_bounds(tmp_path, key, value):
    path = write_model(tmp_path / "m.onnx", ABOUT | {key: value})
    with pytest.raises(ModelError, match=key):
        Model(path, "cpu")


def test_figures_in_groups_are_kept_and_names_stay_on_one_line():
    figures = {"4 hints": {"psnr": 24.5, "photos": 100}, "plain": [1, 2.5], "by": "evaluate"}
    info = info_of(json.dumps(ABOUT | {"metrics": figures, "name": "a\x1b[2J\nb\u202e"}))
    assert info.metrics["4 hints"] == {"psnr": 24.5, "photos": 100}
    assert info.name.isprintable()


@given(anything((*ABOUT, "metrics")).map(json.dumps) | st.text())
def test_any_metadata_is_refused_in_a_sentence(text):
    with pytest.raises(ModelError):
        info_of(text)
