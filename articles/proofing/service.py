"""An outside proofreader, if the newsroom has attached one: asked about saved text only, and never waited for twice.

`settings.PROOFREADER` names a callable that makes an `articles.text.proof.Proofreader`. Its answers are kept by the hash
of the text, so nothing under a lock and nothing that somebody types ever waits for it. One that is out is said in the
panel, and the other checks go on.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.conf import settings
from django.core.cache import cache
from django.utils.module_loading import import_string

from articles.proofing.findings import Found, numbered, placed
from articles.proofing.sheet import Sheet
from articles.text.proof import Issue, Proofreader, ProofreaderUnavailable

logger = logging.getLogger(__name__)
_KEPT_FOR = 7 * 24 * 3600
# How long a service that gave no answer is left in peace, whatever the story.
_SILENT_FOR = 60
_SILENCE = "proof-service:silent"
_SEVERITIES = frozenset(("block", "warn", "info"))
MOST = 300


@dataclass(frozen=True)
class Answered:
    """What the service said of a text. `reached` is false where it was asked and gave no answer; `asked` is false where
    it has not been asked about this text yet. `more` counts findings of its answer that are not kept."""

    found: tuple[Found, ...] = ()
    reached: bool = True
    asked: bool = True
    more: int = 0


def is_attached() -> bool:
    """Whether this newsroom has an outside proofreader."""
    return bool(settings.PROOFREADER)


def answer(name: str, sheet: Sheet, *, ask: bool) -> Answered | None:
    """The service's findings in a sheet; None where there is no service. With `ask` it may be asked now."""
    if not is_attached():
        return None
    kept = kept_answer(name)
    if kept is not None or not ask:
        return kept or Answered(asked=False)
    silent = kept_answer(_SILENCE)
    if silent is not None:
        return silent
    told = _asked(sheet)
    if told.reached:
        _keep(name, told, _KEPT_FOR)
    else:
        _keep(_SILENCE, told, _SILENT_FOR)
    return told


def kept_answer(name: str) -> Answered | None:
    """An earlier answer, if there was one; None also where no service is attached."""
    if not is_attached():
        return None
    try:
        found = cache.get(name)
    except Exception:
        logger.exception("the cache gave no answer of the proofreading service")
        return None
    return found if isinstance(found, Answered) else None


def still_there(kept: Answered, sheet: Sheet) -> Iterator[Found]:
    """Findings of an earlier answer whose words still stand as they stood, wherever their paragraph is now."""
    for one in kept.found:
        for piece in sheet.pieces:
            around = piece.text[max(0, one.start - len(one.before)) : one.end + len(one.after)]
            if (piece.field, piece.ref) == (one.field, one.ref) and around == (
                one.before + one.text + one.after
            ):
                yield replace(one, block=piece.block)
                break


def _keep(name: str, told: Answered, seconds: int) -> None:
    try:
        cache.set(name, told, seconds)
    except Exception:
        logger.exception("the cache took no answer of the proofreading service")


def _asked(sheet: Sheet) -> Answered:
    try:
        proofreader: Proofreader = import_string(settings.PROOFREADER)()
        issues = [issue for issue in proofreader.proofread(sheet.text) if _sound(issue, sheet.text)]
    except ProofreaderUnavailable as silent:
        logger.warning("the proofreading service gave no answer: %s", silent)
        return Answered(reached=False)
    except Exception:  # somebody else's code: whatever is wrong with it, the desk works on
        logger.exception("the proofreading service failed")
        return Answered(reached=False)
    issues.sort(key=lambda issue: issue.severity != "block")  # if some must go, then advice
    found = tuple(numbered(placed(issues[:MOST], sheet.hans, service=True)))
    return Answered(found, more=len(issues[MOST:]))


def _sound(issue: Issue, text: str) -> bool:
    """Whether an outside finding points at what it says it points at."""
    in_text = 0 <= issue.start < issue.end <= len(text)
    return in_text and issue.severity in _SEVERITIES and text[issue.start : issue.end] == issue.text
