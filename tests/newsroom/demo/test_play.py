"""The demonstration as it is loaded: every state is there, every page answers, and loading twice changes nothing."""

from __future__ import annotations

import os
import socket
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from PIL import Image

from articles import ledger
from articles.models import Article, PublishedArticle, PublishedNotice, SignOff, Transition
from articles.states import state_of
from newsroom.demo import copydesk, people, play
from series.models import Instalment, PublishedPart, Series
from tests.proofs.readers import crawl
from tests.tools import validator

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def small_pictures(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same pictures, small: what is tested here is not rendering."""
    folder = tmp_path_factory.mktemp("pictures")
    for path in copydesk.PICTURES.glob("*.jpg"):
        with Image.open(path) as picture:
            picture.resize((96, 54)).save(folder / path.name, "JPEG")
    return folder


@pytest.fixture(scope="module")
def newsroom(django_db_setup, django_db_blocker, small_pictures: Path):
    """Loaded once for the module, and taken away after it."""
    with django_db_blocker.unblock():
        play.load(lambda _done, _total: None, pictures_in=small_pictures)
        yield
        call_command("flush", interactive=False, verbosity=0)
        from tests.factories import ensure_defaults

        ensure_defaults()


@pytest.mark.usefixtures("newsroom")
class TestLoaded:
    def test_every_state_of_a_part_is_there(self):
        told = {slot["number"]: slot["state"] for slot in copydesk.read().series["instalments"]}
        parts = Instalment.objects.filter(series__slug="chaoxi-youxin").select_related("article")
        slots = {slot.number: slot for slot in parts}
        assert set(told) == set(slots)
        public = set(PublishedArticle.objects.values_list("uid", flat=True))
        for number, state in told.items():
            article = slots[number].article
            assert (article is None) == (state in ("announced", "planned")), number
            if article:
                out = state in ("public", "public_corrected", "published_edited")
                assert (article.uid in public) == out, number
        assert PublishedNotice.objects.count() == 2
        assert PublishedPart.objects.filter(is_announced=True, script="hans").count() == 2

    def test_every_public_page_is_valid_html(self):
        if validator.find() is None and not os.environ.get("CI"):
            pytest.skip(validator.MISSING)
        pages = {
            path: answer.body.decode()
            for path, answer in crawl(["chaoxi-youxin"]).items()
            if answer.headers.get("Content-Type", "").startswith("text/html") and answer.body
        }
        assert len(pages) > 60
        broken = {
            "/broken/": "<!doctype html><p><div></p>"
        }  # found among them, so that the others were read as well
        told = validator.problems({**pages, **broken})
        assert told and all(problem.startswith("/broken/: ") for problem in told)

    def test_everything_public_was_signed_by_three_people_or_by_the_chief_editor(self):
        for article in Article.objects.public():
            signed = SignOff.objects.filter(round__article=article, round__ending="approved")
            assert signed.values("user").distinct().count() >= min(article.route.strength, 3)

    def test_ledger_holds_and_tells_no_refusal(self):
        assert ledger.first_break() is None
        assert not Transition.objects.filter(outcome="refused").exists()

    def test_second_load_changes_nothing(self):
        before = (Article.objects.count(), Transition.objects.count(), people.logins_file().read_text())
        out = StringIO()
        with pytest.raises(CommandError):  # tests run as a real site does, and there it is refused
            call_command("demo", "--no-serve", stdout=out)
        assert play.is_loaded()
        assert before == (
            Article.objects.count(),
            Transition.objects.count(),
            people.logins_file().read_text(),
        )

    def test_one_login_a_role_is_printed(self):
        printed = people.one_login_a_role(copydesk.read().site["users"])
        assert len(printed) == 7
        assert len({password for *_rest, password in printed}) == 7

    def test_desk_shows_the_derived_states(self):
        shown = {state_of(article).code for article in Article.objects.all()}
        assert {"draft", "returned", "in_review", "approved", "scheduled", "published", "withdrawn"} <= shown

    @pytest.mark.parametrize("prefix", ["", "/zh-hant"])
    def test_every_public_page_answers(self, client, prefix: str):
        assert Series.objects.count() == 2
        paths = [
            "/",
            "/series/",
            *(f"/series/{series.slug}/" for series in Series.objects.all()),
            "/corrections/",
            "/search/?q=潮",
        ]
        paths += [
            f"/articles/{slug}/" for slug in PublishedArticle.objects.stories().values_list("slug", flat=True)
        ]
        for path in paths:
            response = client.get(prefix + path)
            assert response.status_code == 200, path
        assert client.get(f"{prefix}/articles/{PublishedNotice.objects.first().slug}/").status_code == 410


def test_demonstration_is_refused_on_a_real_site():
    with pytest.raises(CommandError, match="DEBUG"):
        call_command("demo", "--no-serve")


def test_port_that_is_taken_is_told_before_anything_is_loaded(settings):
    settings.DEBUG = True
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        out = StringIO()
        with pytest.raises(CommandError, match=f"PORT={port + 1}"):
            call_command("demo", port=port, stdout=out)
    assert out.getvalue() == ""
