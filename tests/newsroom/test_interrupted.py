"""Nothing typed is lost when the log-in or the token of a form has gone."""

from __future__ import annotations

import pytest
from django.test import Client

from tests.factories import act, make_contributor, make_draft, make_user

pytestmark = pytest.mark.django_db
WRITTEN = "第二段还差一个出处，问过港航中心再补。"


def test_form_sent_after_logging_out_shows_what_was_typed(client: Client):
    article = make_draft()
    answer = client.post(
        f"/admin/articles/article/{article.pk}/change/", {"standfirst": WRITTEN, "_act": "save"}
    )
    assert answer.status_code == 403
    assert WRITTEN in answer.content.decode()
    assert article.headline not in answer.content.decode()


def test_form_with_an_old_token_shows_what_was_typed():
    strict = Client(enforce_csrf_checks=True)
    article = make_draft()
    strict.force_login(article.author)
    answer = strict.post(
        f"/admin/articles/article/{article.pk}/change/",
        {"standfirst": WRITTEN, "csrfmiddlewaretoken": "x" * 64, "password": "geheim-geheim"},
    )
    page = answer.content.decode()
    assert answer.status_code == 403
    assert WRITTEN in page
    assert "geheim-geheim" not in page
    article.refresh_from_db()
    assert article.standfirst == ""


def test_visitor_without_anything_typed_is_sent_to_the_login(client: Client):
    answer = client.post("/admin/articles/article/add/", {"_act": "save"})
    assert answer.status_code == 302
    assert "/admin/login/" in answer.headers["Location"]


def test_broken_request_is_answered_all_the_same(client: Client):
    answer = client.post(
        "/admin/articles/article/add/", b"\x00", content_type="multipart/form-data; boundary=x"
    )
    assert answer.status_code in (302, 400, 403)


def test_chief_editor_cannot_sign_after_the_roster_forgot_their_name():
    chief = make_user("chief_editor", display_name="韩静秋")
    person = make_contributor("韩静秋", user=chief)
    article = make_draft(credited=person)
    article.credits.get().people.update(contributor=None)
    person.user, person.name_hans = None, "韩某"
    person.save()
    act(article, "submit", article.author)
    with pytest.raises(AssertionError, match="refused"):
        act(article, "approve", chief)
