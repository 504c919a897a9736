"""The house's order of credit lines: asked for by a button of the form and suggested for new rows. What the desk stores
stays as it is: nothing sorts a story's credits by itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from articles import crediting
from articles.hooks import CREDIT_ORDERS
from articles.models.article import Article
from articles.models.masthead import Masthead
from articles.models.people import CreditRole
from articles.text.credits import ParsedCredit
from articles.text.credits.order import LEADER, MAKER, Order, rank

__all__ = ["HouseOrder", "house_order", "order_of"]


@dataclass(frozen=True)
class HouseOrder:
    """One order, with the newsroom's roles as they are placed now."""

    order: Order
    roles: dict[str, CreditRole]

    def rank(self, row: crediting.Row) -> int | None:
        """Where a row stands; None where its role is not known or it cannot be read."""
        return self.rank_of(crediting.read_row(row) or () if row.people.strip() else ())

    def rank_of(self, credits: Iterable[ParsedCredit]) -> int | None:
        """The same for a row that has been read."""
        codes = [code for credit in credits for code in credit.roles if code in self.roles]
        if not codes:
            return None
        role = self.roles[codes[0]]
        return rank(self.order, code=role.code, group=role.group, position=role.position)

    def sorted(self, rows: Iterable[crediting.Row]) -> list[crediting.Row]:
        """The rows in the house's order. One that has no place stays behind the row it stood behind."""
        ranked: list[tuple[int, int, crediting.Row]] = []
        last = -1
        for at, row in enumerate(rows):
            place = self.rank(row)
            last = last if place is None else place
            ranked.append((last, at, row))
        return [row for _place, _at, row in sorted(ranked, key=lambda entry: entry[:2])]

    def with_new(self, rows: list[crediting.Row], new: Iterable[crediting.Row]) -> list[crediting.Row]:
        """The rows as they stand, with each new one before the first that comes after it in the house's order."""
        placed = list(rows)
        for row in new:
            own = self.rank(row)
            ranks = [self.rank(other) for other in placed]
            after = (
                at for at, other in enumerate(ranks) if own is not None and other is not None and other > own
            )
            placed.insert(next(after, len(placed)), row)
        return placed


def order_of(article: Article | None) -> Order:
    """The order of a story's credits: that of its home series, else the paper's."""
    asked = (ask(article) for ask in CREDIT_ORDERS) if article is not None and article.pk else ()
    masthead = Masthead.objects.first()
    chosen = next(filter(None, asked), "") or (masthead.credit_order if masthead else "")
    return LEADER if chosen == LEADER else MAKER


def house_order(order: Order) -> HouseOrder:
    """An order with the roles of the newsroom. One query."""
    return HouseOrder(order, {role.code: role for role in CreditRole.objects.all()})
