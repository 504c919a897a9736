"""A story as it arrives – a pasted text, a .txt file – read into the fields of an article.

`decode(data)` makes text of bytes, `parse_story(text)` makes fields of text, and `ledger(story, text)`
proves that nothing of the text was lost on the way.
"""

from articles.text.story.decoding import decode
from articles.text.story.ledger import Ledger, ledger
from articles.text.story.model import KeyFigure, ParsedStory, Removed, Slot, StoryDict, Warning
from articles.text.story.parse import MAX_CHARACTERS, MAX_LINES, parse_story
from articles.text.story.shapes import Shape

__all__ = [
    "MAX_CHARACTERS",
    "MAX_LINES",
    "KeyFigure",
    "Ledger",
    "ParsedStory",
    "Removed",
    "Shape",
    "Slot",
    "StoryDict",
    "Warning",
    "decode",
    "ledger",
    "parse_story",
]
