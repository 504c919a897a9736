"""The measure of growth finds what grows too fast, and nothing else."""

from __future__ import annotations

from tests.tools.growth import grows_too_fast


def _square(size: int) -> int:
    return sum(1 for _a in range(size) for _b in range(size))


def test_a_square_is_found_though_its_first_call_makes_something_once() -> None:
    made: list[int] = []

    def work(size: int) -> None:
        if not made:
            made.append(_square(550))
        _square(size)

    assert "times as long" in grows_too_fast(work, lambda size: size, 400)


def test_a_square_is_found_though_little_of_it_takes_no_time() -> None:
    assert "times as long" in grows_too_fast(_square, lambda size: size, 40)


def test_what_grows_with_its_size_is_let_by() -> None:
    assert grows_too_fast(sum, range, 40_000) == ""
    assert grows_too_fast(len, range, 10) == ""
