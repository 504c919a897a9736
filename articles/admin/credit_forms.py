"""Credit lines on the form: what was recognised in each row, pasted lines split into rows, with and without script."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.contrib.auth.decorators import permission_required
from django.http import HttpRequest, JsonResponse, QueryDict
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from articles import crediting
from articles.admin.rows import MOST_ROWS, Rows
from articles.credits.order import HouseOrder, house_order, order_of
from articles.models import Article
from articles.text.credits import ParsedCredit
from articles.text.credits.order import LEADER, MAKER
from articles.text.roles import title_label

PASTED = "credits-paste"
_LONGEST_PASTE = 4000


@dataclass(frozen=True)
class Chip:
    """One person recognised in a row."""

    name: str
    title: str
    known: bool


@dataclass(frozen=True)
class Line:
    """A row of the form with its chips."""

    form: Any
    chips: list[Chip]
    rank: int | None = None  # where the house would print it


def table(formset: Rows, order: HouseOrder) -> list[Line]:
    """Every row with what was recognised in it."""
    rows = [crediting.Row(*_typed(form)) for form in formset.forms]
    read = [crediting.read_row(row) or [] for row in rows]
    links = crediting.Links.of(credit for credits in read for credit in credits)
    told = zip(formset.forms, read, strict=True)
    return [Line(form, chips(credits, links), order.rank_of(credits)) for form, credits in told]


def newcomers(lines: Iterable[Line]) -> list[Chip]:
    """The people of all rows whom the roster does not know, each once."""
    found = {chip.name: chip for line in lines for chip in line.chips if not chip.known}
    return list(found.values())


def chips(credits: Iterable[ParsedCredit], links: crediting.Links) -> list[Chip]:
    """The people of a row, as the roster knows them."""
    return [
        Chip(
            person.printed,
            title_label(person.title, "hans") if person.title else "",
            _is_known(person, links),
        )
        for credit in credits
        for person in credit.people
    ]


def labels(order: HouseOrder) -> list[str]:
    """What to offer for the role of a row."""
    return [role.label_hans for role in order.roles.values()]


def split(posted: QueryDict, article: Article | None) -> QueryDict:
    """What was typed, with the pasted lines as rows, each where the house prints it; what cannot be read stays in the box."""
    found, leftovers = crediting.read_lines(posted.get(PASTED, "")[:_LONGEST_PASTE])
    rows = _rows(posted)
    room = max(0, MOST_ROWS - len(rows))
    data = _with_rows(posted, house_order(order_of(article)).with_new(rows, found[:room]))
    data[PASTED] = "\n".join(leftovers)
    return data


def in_house_order(posted: QueryDict, article: Article | None) -> QueryDict:
    """What was typed, with the rows in the house's order. Nothing is saved by it."""
    return _with_rows(posted, house_order(order_of(article)).sorted(_rows(posted)))


def _rows(posted: QueryDict) -> list[crediting.Row]:
    """The rows that stay, in the order that was typed."""
    found: list[tuple[int, int, crediting.Row]] = []
    for at in range(_number(posted.get("credits-TOTAL_FORMS"))):
        row = crediting.Row(posted.get(f"credits-{at}-label", ""), posted.get(f"credits-{at}-people", ""))
        if (row.label.strip() or row.people.strip()) and not posted.get(f"credits-{at}-DELETE"):
            found.append((_number(posted.get(f"credits-{at}-ORDER")) or MOST_ROWS, at, row))
    return [row for _order, _at, row in sorted(found, key=lambda entry: entry[:2])]


def _with_rows(posted: QueryDict, rows: list[crediting.Row]) -> QueryDict:
    """The form with exactly these rows."""
    data = posted.copy()
    for name in [name for name in data if name.startswith("credits-") and name[8:9].isdigit()]:
        del data[name]
    for at, row in enumerate(rows):
        data[f"credits-{at}-label"], data[f"credits-{at}-people"] = row.label, row.people
        data[f"credits-{at}-ORDER"] = str(at + 1)
    total = max(len(rows), _number(posted.get("credits-INITIAL_FORMS")))
    for at in range(len(rows), total):  # a row that was stored and is no longer wanted
        data[f"credits-{at}-label"] = data[f"credits-{at}-people"] = ""
    data["credits-TOTAL_FORMS"] = str(total)
    return data


@require_POST
@permission_required("articles.change_article", raise_exception=True)
def parse(request: HttpRequest) -> JsonResponse:
    """Pasted lines as rows with their chips, for the script of the form: {rows: [{label, people, rank, chips}], left, said}."""
    found, leftovers = crediting.read_lines(request.POST.get("text", "")[:_LONGEST_PASTE])
    read = [crediting.read_row(row) or [] for row in found]
    links = crediting.Links.of(credit for credits in read for credit in credits)
    order = house_order(LEADER if request.POST.get("order") == LEADER else MAKER)
    rows = [
        {
            "label": row.label,
            "people": row.people,
            "rank": order.rank_of(credits),
            "chips": [asdict(chip) for chip in chips(credits, links)],
        }
        for row, credits in zip(found, read, strict=True)
    ]
    said = _("These lines are no credits that can be read:") if leftovers else ""
    return JsonResponse({"rows": rows, "left": leftovers, "said": said})


def _is_known(person: Any, links: crediting.Links) -> bool:
    return bool(links.roster.get(person.printed))


def _typed(form: Any) -> tuple[str, str]:
    """What stands in a row, no longer than the row may be: a refused one is drawn, too, and reading takes time."""
    label, people = (str(form[name].value() or "") for name in ("label", "people"))
    return label[: form.fields["label"].max_length], people[: form.fields["people"].max_length]


def _number(text: str | None) -> int:
    return min(int(text), MOST_ROWS) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0
