"""The memory of the photos that are colorized at a time."""

import threading

from PIL import Image

from colorizer_gui.engine.batch.memory import MemoryBudget, pixels_of


def test_the_size_of_a_photo_comes_from_its_header(tmp_path):
    Image.new("L", (2000, 500)).save(tmp_path / "a.png")
    (tmp_path / "b.png").write_text("no photo")
    assert pixels_of(tmp_path / "a.png") == 1_000_000
    assert pixels_of(tmp_path / "b.png") > 1_000_000


def test_a_photo_larger_than_the_budget_is_colorized_alone():
    budget = MemoryBudget(10)
    first, second = budget.reserve(6), budget.reserve(4)
    large, after = budget.reserve(500), budget.reserve(1)
    granted = []
    for reservation in (first, second, large, after):
        with reservation:
            granted.append([large.granted.is_set(), after.granted.is_set()])
    assert granted == [[False, False], [False, False], [True, False], [True, True]]


def test_small_photos_do_not_overtake_a_larger_one_that_waits():
    budget = MemoryBudget(10)
    with budget.reserve(6):
        large, small = budget.reserve(9), budget.reserve(1)
        assert not large.granted.is_set()
        assert not small.granted.is_set()
    assert large.granted.is_set()
    assert small.granted.is_set()


def test_entering_a_reservation_waits_until_it_is_granted():
    budget, order = MemoryBudget(10), []
    entered = threading.Event()

    def work(reservation):
        with reservation:
            order.append("second")
            entered.set()

    with budget.reserve(10):
        thread = threading.Thread(target=work, args=(budget.reserve(10),))
        thread.start()
        order.append("first")
    assert entered.wait(10)
    thread.join(10)
    assert order == ["first", "second"]
