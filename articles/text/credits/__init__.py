"""Credit lines: read them (`parse_line`, `parse_block`) and print them (`render`).

The grammar is the newsroom's own: role(s) × people with titles that carry on to the next names. Names are
never converted between scripts here; only labels and titles are matched on their folded form.
"""

from articles.text.credits.block import parse_block
from articles.text.credits.lines import parse_line
from articles.text.credits.model import CreditWarning, ParsedCredit, ParsedPerson
from articles.text.credits.render import render

__all__ = ["CreditWarning", "ParsedCredit", "ParsedPerson", "parse_block", "parse_line", "render"]
