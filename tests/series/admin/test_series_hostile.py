"""What no page offers is sent to the plan of a series: it is refused in words, with the rest of the form as it was typed."""

from __future__ import annotations

import pytest

from series import planning
from tests.articles.admin.pages import signed_in
from tests.factories import make_user, route
from tests.series.admin.test_series import plan_of, save

pytestmark = [pytest.mark.django_db, pytest.mark.db]


@pytest.mark.parametrize("sent", ["not a key", "-1", "9" * 24, "²", "\r\n", "1.5"])
@pytest.mark.parametrize("rows", ["instalments", "moments"])
def test_a_story_that_is_no_key_is_refused(rows: str, sent: str) -> None:
    editor = make_user("editor")
    series = planning.create_series(title="山海为证", user=editor, route=route("three"))
    client = signed_in(editor)
    data = plan_of(client, series) | {"title": "山海有信", f"{rows}-0-article": sent}
    answer = save(client, series, data)
    assert answer.status_code == 200 and "山海有信" in answer.content.decode()
    series.refresh_from_db()
    assert series.title == "山海为证"
