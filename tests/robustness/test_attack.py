"""The quick part of the attack; ``make attack`` runs the whole."""

import sys

import pytest
from attack import AMOUNTS, attack, kill_batches

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(sys.platform != "linux", reason="bounds of memory are Linux's"),
]


@pytest.mark.parametrize(("kind", "amount"), [("photos", 150), ("models", 40), ("texts", 100)])
def test_hostile_cases_are_taken_or_refused_in_a_sentence(kind, amount):
    figures = attack(kind, AMOUNTS[kind], AMOUNTS[kind] + amount)
    assert figures.problems == []
    assert sum(figures.counts.values()) == amount
    assert figures.counts["refused"] > 0


def test_killed_batches_give_the_same_results_in_the_end():
    assert kill_batches(4) == []
