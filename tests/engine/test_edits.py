"""Undo history as values."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from colorizer_gui.engine.hints import ColorHint
from colorizer_gui.engine.look import Look
from colorizer_gui.engine.messages import Message
from colorizer_gui.engine.session.edits import EditState, HintState, History

ONE, OTHER = ColorHint(0.2, 0.2, 10, 20), ColorHint(0.8, 0.8, -10, 5)
WARM = Message("Warmth")
ADD = Message("Add Hint")


def warm(value):
    """A state with a look."""
    return EditState(look=Look(warmth=value))


@pytest.fixture
def edited():
    """A history with a look and a hint, which is selected."""
    history = History().edit(WARM, warm(0.5), gesture=1)
    return history.edit(ADD, replace(history.state, hints=HintState((ONE,), 0)), gesture=2)


def test_undo_and_redo_go_through_the_states(edited):
    assert [edit.name for edit in edited.done] == [WARM, ADD]
    once = edited.undo()
    assert once.state == warm(0.5)
    twice = once.undo()
    assert twice.state == EditState()
    assert not twice.can_undo
    assert twice.undo() is twice
    assert twice.redo().redo() == edited
    assert edited.redo() is edited


def test_edit_after_undo_drops_what_was_undone(edited):
    history = edited.undo().edit(WARM, warm(0.7), gesture=3)
    assert not history.can_redo
    assert history.undo().state == warm(0.5)


def test_edits_of_one_gesture_are_one_step():
    history = History()
    for value in (0.1, 0.2, 0.3):
        history = history.edit(WARM, warm(value), gesture=1)
    assert len(history.done) == 1
    assert history.undo().state == EditState()
    assert history.undo().redo().state == warm(0.3)


def test_gesture_that_ends_where_it_began_leaves_no_step(edited):
    history = History()
    for value in (0.1, 0.0):
        history = history.edit(WARM, warm(value), gesture=1)
    assert history == History()


def test_selection_alone_is_no_step(edited):
    history = edited.select(None)
    assert history.state.hints == HintState((ONE,), None)
    assert history.done == edited.done
    assert history.redo() is history


def test_undoing_a_look_leaves_the_selection(edited):
    history = edited.edit(WARM, replace(edited.state, look=Look(warmth=-1)), gesture=3)
    undone = history.select(None).undo()
    assert undone.state == EditState(HintState((ONE,), None), Look(warmth=0.5))


def test_undoing_hints_restores_their_selection(edited):
    added = HintState((ONE, OTHER), 1)
    history = edited.edit(ADD, replace(edited.state, hints=added), gesture=3)
    undone = history.select(0).undo()
    assert undone.state.hints == HintState((ONE,), 0)
    assert undone.redo().state.hints == added


def test_selected_hint_can_be_replaced():
    state = HintState((ONE, OTHER), 1)
    moved = replace(OTHER, x=0.5)
    assert state.with_current(moved).hints == (ONE, moved)
    assert state.others() == (ONE,)
    with pytest.raises(ValueError, match="no hint is selected"):
        HintState((ONE,)).with_current(moved)


STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("edit"), st.sampled_from([0.0, 0.25, 0.5]), st.integers(0, 2)),
        st.tuples(st.just("undo"), st.none(), st.none()),
        st.tuples(st.just("redo"), st.none(), st.none()),
    )
)


@given(STEPS)
def test_undoing_everything_leads_back_to_the_start(steps):
    history = History()
    for kind, value, gesture in steps:
        if kind == "edit":
            history = history.edit(WARM, warm(value), gesture)
        else:
            history = history.undo() if kind == "undo" else history.redo()
        assert history.done == () or history.done[-1].after == history.state
    end = history.state
    count = len(history.done)
    while history.can_undo:
        history = history.undo()
    assert history.state == EditState()
    for _ in range(count):
        history = history.redo()
    assert history.state == end


def test_a_draft_is_selected_and_is_no_edit(edited):
    undone = edited.undo()
    drafted = undone.with_selection(undone.state.hints.with_draft(OTHER))
    assert drafted.can_redo
    assert drafted.done == undone.done
    assert drafted.state.has_colors_of(undone.state)
    hints = drafted.state.hints
    assert (hints.hints, hints.current, hints.shown) == ((), OTHER, (OTHER,))
    assert hints.selecting(0) == hints
    assert drafted.select(None).state == undone.state


def test_a_draft_becomes_a_hint_and_undo_gives_it_back(edited):
    state = edited.state.hints.with_draft(OTHER)
    drafted = edited.with_selection(state)
    assert state.others() == (ONE,)
    placed = drafted.edit(ADD, replace(drafted.state, hints=state.with_current(OTHER)), gesture=9)
    assert placed.state.hints == HintState((ONE, OTHER), 1)
    assert placed.undo().state.hints == state
    assert placed.undo().redo().state.hints == placed.state.hints
    assert drafted.select(0).state.hints == HintState((ONE,), 0)
