"""The quick part of the attack; ``make attack`` runs the whole."""

import sys

import pytest
from attack import AMOUNTS, INTERRUPTIONS, attack, fill_disks, interrupt

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


@pytest.mark.parametrize("kind", INTERRUPTIONS)
def test_interrupted_work_gives_the_same_results_in_the_end(kind):
    assert interrupt(kind, 8)["problems"] == []


def test_a_full_disk_tears_and_loses_nothing():
    report = fill_disks(3)
    if report is None:
        pytest.skip("this user may not mount a disk, even in a namespace of its own")
    assert report["problems"] == []
