"""The desk's commands, run as an operator runs them."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.contrib.auth.models import Group
from django.core.management import CommandError, call_command
from django.utils import timezone

from articles.models import Article, PublishedArticle, Transition
from articles.workflow import Status
from tests.factories import act, make_approved, make_published, make_scheduled, make_user

pytestmark = pytest.mark.django_db


def run(name: str, *args: str, **options: Any) -> str:
    out = StringIO()
    call_command(name, *args, stdout=out, stderr=out, **options)
    return out.getvalue()


def later(**delta: int) -> Any:
    return time_machine.travel(timezone.now() + timedelta(**delta))


def test_publish_due_publishes_what_is_due_and_nothing_earlier():
    article = make_scheduled()
    assert run("publish_due") == ""
    assert not PublishedArticle.objects.exists()
    with later(days=1, minutes=1):
        assert article.headline in run("publish_due")
        assert run("publish_due") == ""
    article.refresh_from_db()
    assert (article.status, article.publish_at) == (Status.PUBLISHED, None)
    row = Transition.objects.filter(action="publish").get()
    assert '"by_schedule":true' in row.data


def test_publish_due_checks_the_planners_right_again_and_refuses_once():
    article = make_scheduled()
    planner = article.scheduled_by
    planner.groups.remove(Group.objects.get(name="chief_editor"))
    with later(days=1, minutes=1):
        with pytest.raises(CommandError):
            run("publish_due")
        assert run("publish_due") == ""
    article.refresh_from_db()
    assert (article.status, article.publish_at) == (Status.APPROVED, None)
    assert not PublishedArticle.objects.exists()
    assert Transition.objects.filter(action="publish", outcome="refused").count() == 1


def test_one_storys_trouble_does_not_hold_up_the_others():
    bad, good = make_scheduled(), make_scheduled()
    Article.objects.filter(pk=bad.pk).update(
        headline="没人看过的题目", publish_at=good.publish_at - timedelta(hours=1)
    )
    with later(days=1, minutes=1), pytest.raises(CommandError, match="1"):
        run("publish_due")
    assert set(PublishedArticle.objects.values_list("uid", flat=True)) == {good.uid}


def test_approved_story_without_a_time_is_never_due():
    make_approved()
    with later(days=400):
        assert run("publish_due") == ""


def test_refreeze_mends_a_changed_row_and_says_so():
    article = make_published()
    assert "0" in run("refreeze")
    PublishedArticle.objects.filter(uid=article.uid, script="hant").update(standfirst="被改过")
    assert "1" in run("refreeze", slug=article.slug)
    assert PublishedArticle.objects.get(uid=article.uid, script="hant").standfirst == ""
    with pytest.raises(CommandError, match="none-such"):
        run("refreeze", slug="none-such")


def test_refreeze_uses_the_published_revision_not_the_working_copy():
    article = make_published()
    act(article, "reopen", article.author)
    Article.objects.filter(pk=article.pk).update(headline="还没人看过")
    run("refreeze")
    assert not PublishedArticle.objects.filter(headline="还没人看过").exists()


def test_verify_ledger_counts_its_rows():
    make_published()
    assert str(Transition.objects.count()) in run("verify_ledger")


def test_convert_script_leaves_names_alone(tmp_path: Path):
    path = tmp_path / "稿.txt"
    path.write_text("记者于海报道：核准的项目位于海边。", encoding="gb18030")
    assert (
        run("convert_script", str(path), to="zh-hant", names="于海") == "記者于海報道：核准的項目位於海邊。"
    )


@pytest.mark.parametrize("content", [b"\xff\xff\xff\x81", b"\x89PNG\r\n\x1a\n\x00\x00"])
def test_convert_script_refuses_what_is_no_text(tmp_path: Path, content: bytes):
    path = tmp_path / "x.txt"
    path.write_bytes(content)
    with pytest.raises(CommandError) as raised:
        run("convert_script", str(path), to="zh-hans")
    assert raised.value.returncode == 2


def test_convert_script_says_that_a_file_is_missing(tmp_path: Path):
    with pytest.raises(CommandError, match="none"):
        run("convert_script", str(tmp_path / "none.txt"), to="zh-hans")


def test_person_without_the_right_cannot_plan_a_publication():
    article = make_approved()
    person = make_user("desk_head")
    with pytest.raises(AssertionError, match="refused"):
        act(article, "schedule", person, publish_at=timezone.now() + timedelta(hours=1))
