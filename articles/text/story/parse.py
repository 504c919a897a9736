"""`parse_story`: a text into the fields of an article, in passes that each claim the lines they understand."""

from __future__ import annotations

from collections.abc import Sequence

from articles.text.errors import StoryTooLarge
from articles.text.names import looks_converted
from articles.text.scripts import detect
from articles.text.story.body import build_body
from articles.text.story.draft import Draft
from articles.text.story.figures import find_figures
from articles.text.story.head import read_head
from articles.text.story.lines import clean, name_invisible, printable, split_lines
from articles.text.story.model import ParsedStory, Removed, Warning
from articles.text.story.numbers import number_in
from articles.text.story.shapes import Shape, fit
from articles.text.story.tail import read_tail, take_inline_byline

MAX_CHARACTERS = 1_500_000
MAX_LINES = 30_000


def parse_story(text: str, shapes: Sequence[Shape] = ()) -> ParsedStory:
    """Read a story as pasted or typed: titles, editor's note, text, credits, source, and what was removed.

    Pure and linear; nothing is converted between scripts. What is doubtful is in `warnings`, and `ledger`
    shows that nothing is lost. `shapes` bring the formatting the text had where it came from. Raises `StoryTooLarge` beyond `MAX_CHARACTERS` or `MAX_LINES`, nothing else.
    """
    if len(text) > MAX_CHARACTERS:
        raise StoryTooLarge(MAX_CHARACTERS, "characters")
    visible, invisible = clean(text)
    if visible.count("\n") + visible.count("![") >= MAX_LINES:
        raise StoryTooLarge(MAX_LINES, "lines")
    draft = Draft(split_lines(visible), ParsedStory(detect(visible)))
    fit(draft.lines, shapes)
    _record_invisible(draft, invisible)
    read_head(draft)
    read_tail(draft)
    take_inline_byline(draft)
    paragraphs = build_body(draft)
    _finish(draft, paragraphs)
    return draft.story


def _record_invisible(draft: Draft, invisible: str) -> None:
    if invisible:
        draft.story.removed.append(Removed(printable(invisible), "placeholder"))
        message = "Characters that do not print were taken out."
        draft.warn("invisible_characters", message, name_invisible(invisible))


def _finish(draft: Draft, paragraphs: list[str]) -> None:
    story = draft.story
    story.source = " ".join(draft.sources)
    story.production_note = "\n".join(draft.production)
    story.key_figures = find_figures(paragraphs)
    story.number = number_in(story.kicker, story.headline, story.subheading, story.series_title)
    if not paragraphs:
        draft.warn("no_body", "The text has no paragraphs.")
    if not story.credits:
        draft.warn("no_credits", "The text has no credit lines.")
    if len(draft.sources) > 1:
        draft.warn("several_sources", "The text names more than one source.", story.source)
    story.warnings.extend(_name_warnings(story))


def _name_warnings(story: ParsedStory) -> list[Warning]:
    """One warning for every credited name that a machine seems to have converted."""
    names = dict.fromkeys(person.name for credit in story.credits for person in credit.people)
    found: list[Warning] = []
    for name in names:
        original = looks_converted(name, story.script)
        if original is not None:
            message = f"This name looks damaged by conversion; it may be {original}."
            found.append(Warning("name_maybe_converted", message, name))
    return found
