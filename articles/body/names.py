"""What other editors and other pages call the things that the table in `allow` names. Used by `blocks` only."""

from __future__ import annotations

import re

# What other editors write, as ours would have written it.
ALIASES = {
    "b": "strong",
    "i": "em",
    "del": "s",
    "strike": "s",
    "h1": "h2",
    "h4": "h3",
    "h5": "h3",
    "h6": "h3",
}
ALIASES |= {"tfoot": "tbody", "dl": "ul", "dt": "li", "dd": "li", "menu": "ul", "dir": "ul"}
# Boxes without a meaning of their own: they begin and end a paragraph.
_BOXES = (
    "div section article aside main header footer nav figure figcaption address center pre form fieldset details "
    "summary hgroup search dialog legend body html"
)
ALIASES |= dict.fromkeys(re.split(" ", _BOXES), "p")
