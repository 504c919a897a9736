"""Words that mean another day on another day: what a reader will take 昨日 for, and where that is not what was meant.

The day of writing is that of the revision in which the sentence first stood; the day of reading is the planned one.
What somebody who checks has left for that day with a reason (`leaving`) is open no more.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from articles import clock
from articles.figuring.finding import Content, Passage, content_in, content_of, joined, passages
from articles.makers import maker_ids
from articles.models.article import Article
from articles.models.proofing import ProofDecision
from articles.text import reltime

_EDGE = re.compile(r"[。！？；\n]")
_REVISIONS = 40
# What decisions about such words are filed under.
RULE = "DAY"


@dataclass(frozen=True, slots=True)
class Dated:
    """A relative word in its passage: what it meant on the day it was written, and what readers will take it for.

    `key` names the word in its sentence on its day of reading; `left` is the decision that it is right as it stands.
    """

    text: str
    passage: Passage
    start: int
    end: int
    was: reltime.Span
    now: reltime.Span
    shifted: bool
    key: str
    left: ProofDecision | None = None

    @property
    def is_open(self) -> bool:
        """Whether it will mean something else than was meant, and nobody has left it so."""
        return self.shifted and self.left is None

    @property
    def before(self) -> str:
        """The words of its sentence in front of it."""
        return _EDGE.split(self.passage.text[max(0, self.start - 24) : self.start])[-1]

    @property
    def after(self) -> str:
        """The words of its sentence behind it."""
        return _EDGE.split(self.passage.text[self.end : self.end + 24])[0]

    @property
    def message(self) -> str:
        """What is said of it."""
        words = {"phrase": self.text, "was": short(self.was, self.now), "now": short(self.now, self.now)}
        if self.shifted:
            return (
                _("“%(phrase)s” meant %(was)s when it was written; readers will take it for %(now)s.") % words
            )
        return _("“%(phrase)s” is %(now)s.") % words


def day_of_reading(article: Article) -> date:
    """The day that readers are expected to have it: the planned time, else the due time if it is ahead, else today."""
    now = clock.now()
    due = article.due_at if article.due_at and article.due_at > now else None
    return timezone.localtime(article.publish_at or due or now).date()


def relative_words(
    article: Article, *, read_on: date | None = None, content: Content | None = None
) -> list[Dated]:
    """The relative words of a story, in its order. `read_on` asks what they would mean on another day."""
    told = passages(content if content is not None else content_of(article))
    found = [(passage, phrase) for passage in told for phrase in reltime.find(passage.text)]
    if not found:
        return []
    day = read_on or day_of_reading(article)
    written = _written(article, {_sentence(passage, phrase) for passage, phrase in found})
    words = [_dated(passage, phrase, written[_sentence(passage, phrase)], day) for passage, phrase in found]
    return _with_decisions(article, words)


def shifted(article: Article, *, read_on: date | None = None) -> list[Dated]:
    """Those that will mean something else than what was meant, and are open. What is out already shifts no more."""
    return [word for word in relative_words(article, read_on=read_on) if word.is_open]


def moved(article: Article, when: datetime) -> list[Dated]:
    """The words that change their meaning if the story comes out at another time than planned or written for."""
    new, planned = timezone.localtime(when).date(), day_of_reading(article)
    before = (
        {(word.passage, word.start): word.now for word in relative_words(article, read_on=planned)}
        if article.publish_at
        else {}
    )
    return [
        word
        for word in relative_words(article, read_on=new)
        if word.is_open or before.get((word.passage, word.start), word.now) != word.now
    ]


def short(span: reltime.Span, beside: reltime.Span) -> str:
    """The days of a span, without a year that goes without saying beside the other."""
    text, year = str(span), f"{span.first.year}年"
    same = span.first.year == span.last.year == beside.first.year
    return text.removeprefix(year) if same and text != year and "—" not in text else text


def _dated(passage: Passage, phrase: reltime.Phrase, written: date, day: date) -> Dated:
    now = reltime.resolve(phrase, day)
    shift = next(
        (
            one
            for one in reltime.guard(passage.text, written=written, planned=day)
            if one.start == phrase.start
        ),
        None,
    )
    was = shift.was if shift else reltime.resolve(phrase, written)
    key = _key(passage, phrase, day)
    return Dated(phrase.text, passage, phrase.start, phrase.end, was, now, shift is not None, key)


def _key(passage: Passage, phrase: reltime.Phrase, day: date) -> str:
    """The name of a word in its sentence on a day; the same word twice in one is told apart by its place."""
    sentence = _sentence(passage, phrase)
    start = phrase.start - _start_of_sentence(passage, phrase)
    told = f"{phrase.text}\0{sentence}\0{start}\0{day.isoformat()}"
    return hashlib.sha256(told.encode("utf-8", "surrogatepass")).hexdigest()


def _with_decisions(article: Article, words: list[Dated]) -> list[Dated]:
    """The words with what was decided about them. The word of somebody who made the story counts for nothing."""
    keys = {word.key for word in words if word.shifted}
    if not keys:
        return words
    standing = ProofDecision.objects.standing().filter(article_uid=article.uid, rule=RULE)
    decided = {one.key: one for one in standing if one.key in keys}
    makers = maker_ids(article) if decided else set()
    left = {key: one for key, one in decided.items() if one.by_id not in makers}
    return [replace(word, left=left.get(word.key)) if word.key in left else word for word in words]


def _sentence(passage: Passage, phrase: reltime.Phrase) -> str:
    """The sentence a phrase stands in."""
    edge = _EDGE.search(passage.text, phrase.end)
    return passage.text[_start_of_sentence(passage, phrase) : edge.start() if edge else len(passage.text)]


def _start_of_sentence(passage: Passage, phrase: reltime.Phrase) -> int:
    return max((edge.end() for edge in _EDGE.finditer(passage.text, 0, phrase.start)), default=0)


def _written(article: Article, sentences: Iterable[str]) -> dict[str, date]:
    """The day on which each sentence was written: back through the revisions as far as it stood."""
    waiting = dict.fromkeys(sentences, timezone.localtime(clock.now()).date())
    told: dict[str, date] = {}
    for revision in article.revisions.order_by("-number")[:_REVISIONS]:
        text = joined(passages(content_in(revision.snapshot)))
        stood = {sentence for sentence in waiting if sentence in text}
        told |= {sentence: day for sentence, day in waiting.items() if sentence not in stood}
        day = timezone.localtime(revision.created_at).date()
        waiting = dict.fromkeys(stood, day)
        if not waiting:
            break
    return told | waiting
