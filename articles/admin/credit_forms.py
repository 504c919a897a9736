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
from articles.models import CreditRole
from articles.text.credits import ParsedCredit
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


def table(formset: Rows) -> list[Line]:
    """Every row with what was recognised in it."""
    read = [crediting.read_row(crediting.Row(*_typed(form))) or [] for form in formset.forms]
    links = crediting.Links.of(credit for credits in read for credit in credits)
    return [Line(form, chips(credits, links)) for form, credits in zip(formset.forms, read, strict=True)]


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


def labels() -> list[str]:
    """What to offer for the role of a row."""
    return [*CreditRole.objects.values_list("label_hans", flat=True)]


def split(posted: QueryDict) -> QueryDict:
    """What was typed, with the pasted lines turned into rows at the end; what cannot be read stays in the box."""
    data = posted.copy()
    found, leftovers = crediting.read_lines(data.get(PASTED, "")[:_LONGEST_PASTE])
    total = _number(data.get("credits-TOTAL_FORMS"))
    for row in found[: max(0, MOST_ROWS - total)]:
        at = _empty_row(data, total)
        if at == total:
            total += 1
        data[f"credits-{at}-label"], data[f"credits-{at}-people"] = row.label, row.people
    data["credits-TOTAL_FORMS"] = str(total)
    data[PASTED] = "\n".join(leftovers)
    return data


@require_POST
@permission_required("articles.change_article", raise_exception=True)
def parse(request: HttpRequest) -> JsonResponse:
    """Pasted lines as rows with their chips, for the script of the form: {rows: [{label, people, chips}], left, said}."""
    found, leftovers = crediting.read_lines(request.POST.get("text", "")[:_LONGEST_PASTE])
    read = [crediting.read_row(row) or [] for row in found]
    links = crediting.Links.of(credit for credits in read for credit in credits)
    rows = [
        {"label": row.label, "people": row.people, "chips": [asdict(chip) for chip in chips(credits, links)]}
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


def _empty_row(data: QueryDict, total: int) -> int:
    for at in range(total):
        if not data.get(f"credits-{at}-label") and not data.get(f"credits-{at}-people"):
            return at
    return total


def _number(text: str | None) -> int:
    return min(int(text), MOST_ROWS) if text and text.isascii() and text.isdigit() and len(text) < 9 else 0
