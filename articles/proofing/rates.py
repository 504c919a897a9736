"""Errors for ten thousand Chinese characters: of a story, of a month, of a writer. For the desk only.

Counted from sign-offs: what reviewers found at their step, over the characters of the text that was signed last.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone

from articles.models.article import Article
from articles.models.review import Round, SignOff
from articles.proofing.report import report_of, report_on
from articles.text.proof import per_ten_thousand


@dataclass
class Rate:
    """Errors found and characters read; `stories` counts texts, `signatures` their sign-offs."""

    errors: int = 0
    characters: int = 0
    stories: int = 0
    signatures: int = 0

    @property
    def value(self) -> Decimal | None:
        """Errors for ten thousand characters; None where nothing was counted."""
        return per_ten_thousand(self.errors, self.characters) if self.characters else None

    def add(self, other: Rate) -> None:
        """Count another text in."""
        self.errors += other.errors
        self.characters += other.characters
        self.stories += other.stories
        self.signatures += other.signatures


@dataclass
class Month:
    """The texts that were signed in one month, and the same by writer, the highest rate first."""

    first: date
    stories: list[tuple[Article, Rate]] = field(default_factory=list)
    writers: list[tuple[str, Rate]] = field(default_factory=list)
    total: Rate = field(default_factory=Rate)


@dataclass(frozen=True)
class Mended:
    """What the checks found in the text as it was submitted, and how much of that is gone."""

    found: int
    mended: int


def of_stories(keys: Iterable[Any]) -> dict[Any, Rate]:
    """The rate of each story by primary key, over all its sign-offs; one query."""
    return _by_story(SignOff.objects.filter(round__article__in=list(keys)))


def of_month(first: date) -> Month:
    """Everything signed in the month that begins on `first`."""
    begin, end = _midnight(first), _midnight(next_month(first))
    signed = SignOff.objects.filter(signed_at__gte=begin, signed_at__lt=end)
    rates = _by_story(signed)
    stories = {article.pk: article for article in _with_authors(rates)}
    month = Month(first, [(stories[key], rate) for key, rate in rates.items()])
    by_writer: dict[str, Rate] = defaultdict(Rate)
    for article, rate in month.stories:
        by_writer[article.author.get_full_name()].add(rate)
        month.total.add(rate)
    month.writers = list(by_writer.items())
    for rows in (month.stories, month.writers):
        rows.sort(key=lambda row: (-(row[1].value or 0), -row[1].errors))
    return month


def mended_in(article: Article, round_: Round) -> Mended | None:
    """How much of what the checks found at submission is gone by now; None where the text did not change."""
    if article.revision_number <= 1:
        return None
    submitted = article.revisions.filter(created_at__lte=round_.opened_at).order_by("-number").first()
    if submitted is None or submitted.number == article.revision_number:
        return None
    before, now = report_on(article, submitted), report_of(article)
    left = {item.found.place_key for item in (*now.open, *now.ignored)}
    then = [item.found.place_key for item in (*before.must, *before.should)]
    return Mended(len(then), sum(key not in left for key in then))


def next_month(first: date) -> date:
    """The first day of the month after."""
    return (first.replace(day=1) + timedelta(days=32)).replace(day=1)


def _by_story(signed: Any) -> dict[Any, Rate]:
    rates: dict[Any, Rate] = {}
    rows = signed.order_by("signed_at", "pk").values_list("round__article", "errors_found", "characters")
    for key, errors, characters in rows:
        rate = rates.setdefault(key, Rate(stories=1))
        rate.errors += errors
        rate.signatures += 1
        rate.characters = characters or rate.characters
    return rates


def _with_authors(rates: dict[Any, Rate]) -> Iterable[Article]:
    return Article.objects.filter(pk__in=rates).select_related("author")


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime(day.year, day.month, day.day))
