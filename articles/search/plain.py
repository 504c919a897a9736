"""The words of a published body as plain text: what is indexed, and what passages are cut from. Public code uses it too."""

from __future__ import annotations

import html
import re

# Where a line of the page ends; a credit line or a label inside a caption is a line of its own here.
_LINE_END = re.compile(
    r"<br\s*/?>|<hr\s*/?>|</(?:p|h2|h3|li|caption|t[rdh]|figcaption|b)>|<(?:ul|ol|figcaption|span)\b[^>]*>"
)
# What a page says about itself and not about the story: labels of what unfolds, words for browsers that cannot play,
# and charts drawn, whose table stands beside them.
_NOT_SAID = re.compile(
    r"<(summary|video|audio|svg)\b.*?</\1>|<ol class=\"chart__bars\".*?</ol>|<div class=\"chart__plot\".*?</div>",
    re.DOTALL,
)
_TAG = re.compile(r"<[^>]*>")


def plain_text(body_html: str) -> str:
    """One block a line, without tags, entities as the characters they are."""
    text = html.unescape(_TAG.sub("", _LINE_END.sub("\n", _NOT_SAID.sub("\n", body_html))))
    return "\n".join(line for line in map(str.strip, text.split("\n")) if line)
