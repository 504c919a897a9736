"""Pictures that a worker makes: what waits for it, what it says, what it does when it fails. The real queue."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.files.storage import storages
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from articles import editing
from articles.media import stores
from articles.models import Article, Image, ImageUse, PublishedArticle, Rendering, Transition
from articles.rendering import asking
from articles.rendering.progress import Progress, progress_of_uses
from articles.uploading import receive_picture, use_picture
from articles.workflow import Status
from newsroom.staff.models import User
from tests.factories import act, approve_all, ensure_defaults, make_draft, make_user
from tests.pictures import jpeg

pytestmark = pytest.mark.django_db
WORKER = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}


@pytest.fixture(autouse=True)
def own_stores(settings: Any, tmp_path: Path) -> None:
    """Stores of the test's own: what another test made must not be found."""
    files = "django.core.files.storage.FileSystemStorage"
    options = {"location": tmp_path / "public", "base_url": "/media/"}
    settings.STORAGES = {
        **settings.STORAGES,
        "default": {"BACKEND": files, "OPTIONS": {"location": tmp_path / "private", "base_url": None}},
        "public": {"BACKEND": files, "OPTIONS": options},
    }


@pytest.fixture
def worker(settings: Any) -> Any:
    """A newsroom with a worker; call it to have the worker do what is waiting.

    Task by task as the command does it, which closes connections between them and so cannot run inside a test's
    transaction; `test_the_command_does_what_is_queued` runs the command itself.
    """
    settings.TASKS = WORKER
    worker = Worker(
        queue_names=["*"],
        excluded_queue_names=[],
        backend_name="default",
        interval=0,
        batch=True,
        startup_delay=False,
        max_tasks=None,
        worker_id="tests",
    )

    def work() -> None:
        while task := DBTaskResult.objects.ready().get_locked():
            task.claim("tests")
            worker.run_task(task)

    return work


@pytest.mark.db
@pytest.mark.django_db(transaction=True)
def test_the_command_does_what_is_queued(settings: Any) -> None:
    settings.TASKS = WORKER
    ensure_defaults()
    _article, use = make_pictured()
    assert progress_of_use(use).asked and not progress_of_use(use).ready
    call_command("db_worker", batch=True, startup_delay=False, interval=0, reload=False, verbosity=0)
    assert progress_of_use(use).ready


def make_pictured(**fields: Any) -> tuple[Article, ImageUse]:
    """A draft with a lead picture that has its words."""
    article = make_draft(**fields)
    image = receive_picture(data=jpeg(600, 400), filename="a.jpg", user=article.author)
    use = use_picture(article=article, image=image, user=article.author, slot=ImageUse.Slot.LEAD)
    ImageUse.objects.filter(pk=use.pk).update(alt="码头", caption="清晨的码头。", credit="沈知远 摄")
    article = Article.objects.get(pk=article.pk)
    editing.save_revision(article=article, user=article.author)
    return article, ImageUse.objects.get(pk=use.pk)


def make_signed() -> tuple[Article, ImageUse]:
    """The same, signed."""
    article, use = make_pictured()
    act(article, "submit", article.author)
    return approve_all(article), use


def progress_of_use(use: ImageUse) -> Progress:
    return progress_of_uses([use])[0][1]


def publish(article: Article, chief: User) -> editing.Outcome:
    return editing.perform(
        article=article, action="publish", user=chief, seen_revision=article.revision_number
    )


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_an_upload_is_answered_with_the_original_and_the_worker_makes_the_rest(worker: Any) -> None:
    _article, use = make_pictured()
    before = progress_of_use(use)
    assert (before.done, before.ready, before.asked) == (0, False, True)
    assert DBTaskResult.objects.count() == 1  # asked at upload and at save, queued once
    worker()
    assert progress_of_use(use).ready
    assert not Rendering.objects.exists()


def test_a_story_waits_for_its_pictures_and_says_so(worker: Any) -> None:
    article, use = make_signed()
    chief = make_user("chief_editor")
    refused = publish(article, chief)
    assert refused.refusal and refused.refusal.code == "pictures_not_ready"
    assert str(progress_of_use(use).total) in str(refused.refusal)
    assert not PublishedArticle.objects.exists()
    worker()
    assert publish(article, chief).accepted
    assert PublishedArticle.objects.filter(uid=article.uid).count() == 2


def test_without_a_worker_who_publishes_waits_and_nothing_is_queued() -> None:
    article, use = make_signed()
    assert not progress_of_use(use).ready and not progress_of_use(use).asked
    assert publish(article, make_user("chief_editor")).accepted
    assert progress_of_use(use).ready and not DBTaskResult.objects.exists()


def test_a_planned_story_keeps_its_time_until_its_pictures_are_there(worker: Any) -> None:
    article, _use = make_signed()
    act(article, "schedule", make_user("chief_editor"), publish_at=timezone.now() + timedelta(hours=1))
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        with pytest.raises(CommandError):
            call_command("publish_due", verbosity=0)
        article.refresh_from_db()
        assert article.status == Status.APPROVED and article.publish_at is not None
        assert not Transition.objects.filter(action="publish").exists()
        worker()
        call_command("publish_due", verbosity=0)
    article.refresh_from_db()
    assert article.status == Status.PUBLISHED


def test_a_failure_is_shown_refuses_and_can_be_tried_again(worker: Any) -> None:
    article, use = make_pictured()
    name = stores.original_name(use.image.sha256, use.image.extension)
    with storages["default"].open(name) as file:
        kept = file.read()
    storages["default"].delete(name)
    worker()
    assert progress_of_use(use).failed and Rendering.objects.get().problem == Rendering.Problem.GONE
    client = as_user(article.author)
    shown = client.get(reverse("admin:articles_article_change", args=[article.pk])).content.decode()
    assert 'class="desk-rendering bad"' in shown and 'pictures/retry/"' in shown
    told = client.get(reverse("admin:articles_pictures", args=[article.pk])).json()["pictures"]
    assert told[str(use.uid)]["failed"] and told[str(use.uid)]["said"]
    act(article, "submit", article.author)
    asking.ask_for(article)
    worker()
    refused = publish(approve_all(article), make_user("chief_editor"))
    assert refused.refusal and refused.refusal.code in ("pictures_failed", "pictures_not_ready")
    stores._write(storages["default"], name, kept)
    asking.ask_for(article)
    worker()
    assert progress_of_use(use).ready
    assert publish(article, make_user("chief_editor")).accepted


def test_the_strip_counts_and_stops_counting(worker: Any) -> None:
    article, use = make_pictured()
    client = as_user(article.author)
    address = reverse("admin:articles_pictures", args=[article.pk])
    first = client.get(address)
    total = progress_of_use(use).total
    assert first.json()["pictures"][str(use.uid)] == {
        "waiting": True,
        "failed": False,
        "said": f"正在生成 0／{total}",
    }
    assert "no-store" in first["Cache-Control"]
    worker()
    told = client.get(address).json()["pictures"][str(use.uid)]
    assert told == {"waiting": False, "failed": False, "said": ""}
    assert as_user(make_user("reporter")).get(address).status_code == 404


def test_whoever_may_not_place_pictures_may_not_have_them_tried_again(worker: Any) -> None:
    article, _use = make_pictured()
    address = reverse("admin:articles_pictures_retry", args=[article.pk])
    assert as_user(make_user("proofreader")).post(address).status_code == 403
    assert as_user(make_user("reporter")).post(address).status_code == 404
    assert as_user(article.author).get(address).status_code == 405
    assert as_user(article.author).post(address).status_code == 302


def test_a_task_that_was_lost_is_asked_for_again_after_a_while(worker: Any) -> None:
    article, use = make_pictured()
    DBTaskResult.objects.all().delete()
    asking.ask_for(article)
    assert not DBTaskResult.objects.exists()
    with time_machine.travel(timezone.now() + asking.LOST + timedelta(minutes=1)):
        asking.ask_for(article)
    assert DBTaskResult.objects.count() == 1
    worker()
    assert progress_of_use(use).ready


def test_a_task_whose_picture_was_made_by_another_does_nothing(worker: Any) -> None:
    make_pictured()
    Rendering.objects.all().delete()
    worker()
    assert DBTaskResult.objects.get().status == "SUCCESSFUL"
    assert Image.objects.count() == 1
