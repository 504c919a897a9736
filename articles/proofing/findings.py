"""What the checks find in a sheet: each finding with its place, its surroundings and the name it keeps.

Pure but for the word lists that are handed in. A finding's `place_key` names these words in these surroundings, so it
stays the same while text elsewhere changes, and is another once the words around it do.
"""

from __future__ import annotations

import hashlib
import json
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from dataclasses import field as made
from datetime import date
from itertools import islice
from typing import Any

from django.utils.translation import gettext, gettext_noop

from articles.proofing.pieces import CAPTIONS, HEADLINES, NOTICE_FIELDS, Piece
from articles.proofing.sheet import Sheet
from articles.text import proof
from articles.text.names import looks_converted
from articles.text.proof import BY_ID, Context, Image, Issue, Term

# Characters of surroundings that are shown and that belong to a finding's name.
AROUND = 10
# A text with more findings than this is no story: of advice the first are listed, of what must be fixed all.
MOST = 600
# What is said of the pictures of a story, as the number that the check gives them.
_OF_PICTURES = "W19"
PICTURE = "picture"
# What is said of a credited name. It stands in a row of its own, so that nothing of ours may mend it.
CREDITS = "credits"
_TRADITIONAL = "W04"
_NAME = gettext_noop("The name is printed so in the simplified edition as well. Please check it.")
# A sentence runs on from one caption of a clip to the next, so these say nothing there.
_ACROSS_CUES = frozenset({"P11", "P15"})
# A correction counts its 昨日 from the day on which it was issued, not from that of the story.
_BY_THE_DAY = "N12"


@dataclass(frozen=True, slots=True)
class Found:
    """One finding. `start` and `end` count characters of the piece that `field`, `block` and `ref` name.

    `field` is “picture” where a picture lacks its words, “credits” for a credited name, and empty where nothing in the copy can be pointed at.
    `service` says that an outside proofreader found it.
    """

    rule: str
    severity: proof.Severity
    message: str
    field: str = ""
    block: int = 0
    ref: str = ""
    start: int = 0
    end: int = 0
    text: str = ""
    before: str = ""
    after: str = ""
    suggestion: str = ""
    autofix: bool = False
    nth: int = 0
    service: bool = False
    params: Mapping[str, str] = made(default_factory=dict, hash=False)

    @property
    def sentence(self) -> str:
        """The message in the person's language."""
        return gettext(self.message) % self.params if self.message else ""

    @property
    def fixable(self) -> bool:
        """Whether something may stand in its place without a person thinking of it."""
        return bool(self.field and self.field != PICTURE and self.end > self.start) and (
            bool(self.suggestion) or self.autofix
        )

    @property
    def place_key(self) -> str:
        """The name of this finding at this place."""
        words = self.text or self.message
        return _digest(self.rule, self.field, self.ref, words, self.before, self.after, self.nth)

    @property
    def words_key(self) -> str:
        """The name of these words under this rule, wherever they stand."""
        return _digest(self.rule, self.text or [self.message, dict(self.params)])


class Findings(list[Found]):
    """Findings in the order of the form; `more` says how many were left out."""

    more = 0


def examine(sheet: Sheet, *, day: date | None, terms: tuple[Term, ...]) -> Findings:
    """Everything the rules find, in the order of the form; of more than MOST the first, and all that must be fixed.

    Linear in the length of the copy.
    """
    context = Context(date=day, terms=terms, names=sheet.names)
    beside = replace(context, links=sheet.links, images=_images(sheet))
    found = [*_examined(sheet.hans, "hans", context, beside, sheet)]
    hant = tuple(piece for piece in sheet.pieces if piece.is_hant)
    context = replace(context, names=sheet.names_hant)
    found += _examined(hant, "hant", context, context, sheet)
    found += _of_names(sheet.names)
    order = {id_of(piece): place for place, piece in enumerate(sheet.pieces)}
    found.sort(key=lambda one: (order.get((one.field, one.block, one.ref), len(order)), one.start, one.rule))
    listed = Findings(numbered(_listed(found)))
    listed.more = len(found) - len(listed)
    return listed


def _listed(found: list[Found]) -> list[Found]:
    """Nothing that holds a story back may be lost with the rest of a long list."""
    room = max(0, MOST - sum(one.severity == "block" for one in found))
    advice = (place for place, one in enumerate(found) if one.severity != "block")
    kept = set(islice(advice, room))
    return [one for place, one in enumerate(found) if one.severity == "block" or place in kept]


def id_of(piece: Piece) -> tuple[str, int, str]:
    """What names a piece within its sheet."""
    return piece.field, piece.block, piece.ref


def placed(issues: Iterable[Issue], pieces: Sequence[Piece], **more: Any) -> Iterator[Found]:
    """Issues of the joined pieces, each in the piece where it starts."""
    starts: list[int] = []
    at = 0
    for piece in pieces:
        starts.append(at)
        at += len(piece.text) + 1
    for issue in issues:
        if issue.end == 0 and not issue.text:
            yield _placeless(issue, **more)
            continue
        number = bisect_right(starts, issue.start) - 1
        if 0 <= number < len(pieces):
            yield _in_piece(issue, pieces[number], issue.start - starts[number], **more)


def numbered(found: Iterable[Found]) -> list[Found]:
    """The same findings, equal ones told apart by their count."""
    seen: Counter[tuple[Any, ...]] = Counter()
    result = []
    for one in found:
        alike = (one.rule, one.field, one.ref, one.text, one.before, one.after)
        result.append(replace(one, nth=seen[alike]) if seen[alike] else one)
        seen[alike] += 1
    return result


def title_of(rule: str) -> str:
    """What a rule of ours is about; the id itself for one of an outside service."""
    return gettext(BY_ID[rule].title) if rule in BY_ID else rule


def _examined(
    pieces: Sequence[Piece], script: proof.Script, alone: Context, beside: Context, sheet: Sheet
) -> Iterator[Found]:
    """What is found in the pieces of one script: the headline is read for itself, all others as one text."""
    headline = [piece for piece in pieces if piece.field in HEADLINES]
    yield from _checked(headline, script, replace(alone, headline=True))
    others = [piece for piece in pieces if piece.field not in HEADLINES]
    for one in _checked(others, script, beside):
        yield _of_picture(one, sheet) if one.rule == _OF_PICTURES else one


def _checked(pieces: Sequence[Piece], script: proof.Script, context: Context) -> Iterator[Found]:
    text = "\n".join(piece.text for piece in pieces)
    if not text and not context.images and not context.links:
        return
    for one in placed(proof.check(text, script=script, context=context), pieces):
        across = one.field == CAPTIONS and one.rule in _ACROSS_CUES
        if not across and (one.field not in NOTICE_FIELDS or one.rule != _BY_THE_DAY):
            yield one


def _in_piece(issue: Issue, piece: Piece, start: int, **more: Any) -> Found:
    """A finding that runs over the end of its piece is cut there, and then nothing is suggested for it."""
    whole = piece.text
    end = min(start + len(issue.text), len(whole))
    runs_over = start + len(issue.text.rstrip("\n")) > len(whole)
    return Found(
        rule=issue.id,
        severity=issue.severity,
        message=issue.message,
        params=dict(issue.params),
        field=piece.field,
        block=piece.block,
        ref=piece.ref,
        start=start,
        end=end,
        text=whole[start:end],
        before=whole[max(0, start - AROUND) : start].rpartition("\n")[2],
        after=whole[end : end + AROUND].partition("\n")[0],
        suggestion="" if runs_over else issue.suggestion,
        autofix=issue.autofix and not runs_over,
        **more,
    )


def _placeless(issue: Issue, **more: Any) -> Found:
    return Found(
        rule=issue.id,
        severity=issue.severity,
        message=issue.message,
        params=dict(issue.params),
        suggestion=issue.suggestion,
        **more,
    )


def _of_names(names: Iterable[str]) -> Iterator[Found]:
    """Credited names of the simplified edition in traditional characters: advice, for a name is its bearer's."""
    for name in names:
        likely = looks_converted(name, "hans")
        if likely:
            yield Found(_TRADITIONAL, "info", _NAME, field=CREDITS, text=name, suggestion=likely)


def _of_picture(one: Found, sheet: Sheet) -> Found:
    number = one.params.get("number", "")
    if one.field or not number.isdigit() or int(number) > len(sheet.pictures):
        return one
    return replace(one, field=PICTURE, ref=sheet.pictures[int(number) - 1].ref)


def _images(sheet: Sheet) -> tuple[Image, ...]:
    return tuple(
        Image(picture.alt, picture.caption, picture.credit, picture.generated, picture.label)
        for picture in sheet.pictures
    )


def _digest(*parts: Any) -> str:
    told = json.dumps(parts, ensure_ascii=True, sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()
