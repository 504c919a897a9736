"""Sentences about words that mean another day on another day, for the pages that ask for a time of publication."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from articles import clock
from articles.figuring import dating
from articles.models import Article


def hanging(article: Article) -> tuple[str, ...]:
    """Which words hang on the day that is about to be chosen."""
    words = dict.fromkeys(word.text for word in dating.relative_words(article))
    if not words:
        return ()
    told = _("These words of the text count from the day of publication: %(words)s.")
    return (told % {"words": _(", ").join(words)},)


def shifted_today(article: Article) -> tuple[str, ...]:
    """What readers would take for another day than was meant if it came out now."""
    today = timezone.localtime(clock.now()).date()
    return tuple(word.message for word in dating.shifted(article, read_on=today))


def after_move(article: Article, when: datetime) -> tuple[str, ...]:
    """What the words of a story will mean if it comes out then, where that is not what was meant or planned."""
    told = _("“%(phrase)s” in %(place)s will mean %(now)s")
    return tuple(
        told
        % {
            "phrase": word.text,
            "place": word.passage.name,
            "now": dating.short(word.now, word.now),
        }
        for word in dating.moved(article, when)
    )
