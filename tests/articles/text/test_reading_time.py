"""Reading time: characters, Latin words, pictures and film."""

from __future__ import annotations

from articles.text.reading_time import HAN_A_MINUTE, count_han, reading_minutes


def test_chinese_is_counted_by_characters_and_punctuation_is_not():
    assert count_han("一二三，abc。〇") == 3
    assert reading_minutes("字" * HAN_A_MINUTE * 4) == 4
    assert reading_minutes("，" * 10_000) == 1


def test_latin_words_and_numbers_count_as_words():
    assert reading_minutes("word " * 238 * 3) == 3
    assert reading_minutes("2026 " * 238 * 2) == 2


def test_pictures_and_film_take_their_time():
    assert reading_minutes("字" * HAN_A_MINUTE, pictures=6) == 2
    assert reading_minutes("", pictures=40) == round((100 + 150) / 60)
    assert reading_minutes("", milliseconds=180_000) == 3
    assert reading_minutes("") == 1
