"""Claims about the readers of a series."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from articles.models import Tally
from series import planning
from series.models.series import Instalment
from tests.articles.admin.pages import signed_in
from tests.factories import make_draft, make_user, route

pytestmark = pytest.mark.django_db


def test_readers_of_landing_and_parts_are_shown_by_themselves_and_together() -> None:
    editor, parts = make_user("editor"), [make_draft(), make_draft()]
    series = planning.create_series(title="山海为证", user=editor, route=route("single"))
    for number, part in enumerate(parts, start=1):
        slot = Instalment.objects.create(series=series, number=number)
        planning.attach(instalment=slot, article=part, user=editor)
    today = timezone.localdate()
    for story, number in ((series.front, 30), (parts[0], 20), (make_draft(), 500)):
        Tally.objects.create(uid=story.uid, gesture="read", day=today, number=number)
    client = signed_in(make_user("chief_editor"))
    page = client.get(reverse("admin:series_readers", args=[series.pk]))
    assert [row.numbers.read for row in page.context["rows"]] == [30, 20, 0]
    assert page.context["sum"].read == 50
    (group,) = client.get(reverse("admin:readers")).context["groups"]
    assert (group.name, group.numbers.read) == (str(series), 50)
    assert signed_in(editor).get(reverse("admin:series_readers", args=[series.pk])).status_code == 403
