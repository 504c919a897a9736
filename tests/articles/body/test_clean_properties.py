"""Properties of cleaning that must hold for any input at all."""

import re
import unicodedata
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings

from articles.body.allow import ALLOWED, clean_attribute, cleaner
from articles.body.clean import BodyRefused, clean_body, to_text
from tests.articles.body.strategies import hostile_html, structures


class _Audit(HTMLParser):
    """Collects what a parser sees that the table does not allow."""

    def __init__(self) -> None:
        super().__init__()
        self.wrong: list[object] = []

    def handle_starttag(self, tag, attrs):
        if tag not in ALLOWED or any(
            clean_attribute(tag, name, value or "") != value for name, value in attrs
        ):
            self.wrong.append((tag, attrs))

    def handle_comment(self, data):
        self.wrong.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def _check(html: str) -> None:
    try:
        once = clean_body(html)
    except BodyRefused:
        return
    assert clean_body(once) == once
    assert cleaner().clean(once) == once
    audit = _Audit()
    audit.feed(once)
    audit.close()
    assert not audit.wrong
    assert unicodedata.is_normalized("NFC", once)
    assert not re.search("[\x00-\x1f\u200b\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]", once)
    assert "<p></p>" not in once and "<p>\u3000" not in once
    to_text(once)


@settings(max_examples=2_500, deadline=None, suppress_health_check=list(HealthCheck))
@given(hostile_html)
def test_cleaning_is_idempotent_and_leaves_nothing_that_the_table_does_not_name(html):
    _check(html)


@settings(max_examples=1_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(structures)
def test_no_word_is_lost_whatever_the_structure(parts):
    """Every second part is a letter of its own; tables may put captions and heads first."""
    html = "".join(parts)
    letters = sorted(part for part in parts if not part.startswith("<"))
    assert sorted("".join(to_text(html).split())) == letters


@pytest.mark.soak
@settings(max_examples=100_000, deadline=None, suppress_health_check=list(HealthCheck))
@given(hostile_html)
def test_cleaning_holds_for_a_hundred_thousand_hostile_bodies(html):
    _check(html)
