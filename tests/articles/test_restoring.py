"""Going back: what a snapshot said is what the working copy says afterwards, to the byte."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from articles import editing, restoring, snapshots
from articles.models import (
    Article,
    Contributor,
    Correction,
    Credit,
    CreditPerson,
    KeyFigure,
    Revision,
    Tag,
)
from articles.workflow import Status
from tests.factories import act, make_approved, make_contributor, make_draft, make_published, make_section
from tests.proofs.making import edit, make_image, use_image

pytestmark = pytest.mark.django_db

_WORDS = st.text("潮水退去之后码头的灯abc 0·—“”&<>'\"", max_size=12)
_LINE = _WORDS.map(lambda text: " ".join(text.split()))
_FILLED = _LINE.filter(bool)
_PROSE = st.lists(_LINE, max_size=3).map("\n".join).map(str.strip)
_TIMES = st.datetimes(
    min_value=datetime(2000, 1, 2), max_value=datetime(2099, 12, 30), timezones=st.just(UTC)
)
_PERSON = st.fixed_dictionaries(
    {"name": _FILLED, "name_hant": _LINE, "title": _LINE, "organisation": _LINE, "note": _LINE}
)
_CREDIT = st.fixed_dictionaries(
    {
        "roles": st.lists(st.sampled_from(["text", "photo", "duty_editor", "no_such_role"]), max_size=3),
        "label": _FILLED,
        "people": st.lists(_PERSON, max_size=2),
        "linked": st.booleans(),
    }
)
_FIGURE = st.fixed_dictionaries(
    {
        "prefix": st.just("超"),
        "value": _FILLED,
        "unit": _LINE,
        "label": _FILLED,
        "source": _LINE,
        "from_uid": st.none() | st.uuids(),
    }
)
_CORRECTION = st.fixed_dictionaries(
    {
        "type": st.sampled_from(Correction.Type.values),
        "issued_at": _TIMES | st.just(datetime(2026, 1, 12, 6, 30, tzinfo=UTC)),
        "wrong": _PROSE,
        "right": _PROSE.filter(bool),
        "passage": _LINE,
    }
)
_STORY = st.fixed_dictionaries(
    {
        "fields": st.fixed_dictionaries(
            dict.fromkeys(("kicker", "headline", "subheading", "source", "production_note"), _LINE)
            | dict.fromkeys(("standfirst", "editors_note", "standfirst_hant"), _PROSE)
            | dict.fromkeys(("kicker_hant", "headline_hant", "subheading_hant", "ai_note"), _LINE)
            | {
                "body": _LINE.map(lambda text: f"<p>{text}</p>"),
                "ai_use": st.sampled_from(Article.AiUse.values),
                "kind": st.sampled_from(["story", "photo_story", "commentary"]),
                "headline_breaks": st.lists(st.integers(1, 40), max_size=3),
                "hant_terms": st.dictionaries(_FILLED, _FILLED, max_size=2),
            }
        ),
        "tags": st.sets(st.sampled_from(["a标", "标b", "Z", "é"])),
        "credits": st.lists(_CREDIT, max_size=3),
        "figures": st.lists(_FIGURE, max_size=3),
        "corrections": st.lists(_CORRECTION, max_size=3),
        "pictures": st.booleans(),
    }
)


@pytest.fixture
def image():
    return make_image()


# Without shrinking: a failure takes minutes to shrink, as every step is a story in a database.
@settings(
    max_examples=20,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(story=_STORY, other=_STORY)
def test_whatever_a_story_said_can_be_restored_to_the_byte(image, story, other):
    with transaction.atomic():
        article = make_draft()
        _write(article, story, image)
        said = snapshots.canonical(snapshots.take(article))
        _write(article, other, image)
        restoring.apply(snapshots.take(_fresh(article)), article)  # and once more on the way
        restoring.apply(_parsed(said), article)
        assert snapshots.take(_fresh(article)) == _parsed(said)
        assert snapshots.canonical(snapshots.take(_fresh(article))) == said
        transaction.set_rollback(True)


def _parsed(content: str) -> dict:
    return Revision(content=content).snapshot


def _fresh(article: Article) -> Article:
    return Article.objects.get(pk=article.pk)


def _write(article: Article, story: dict, image) -> None:
    for name, value in story["fields"].items():
        setattr(article, name, value)
    article.save()
    article.tags.set([Tag.objects.get_or_create(name=n, slug=f"t{ord(n[0])}")[0] for n in story["tags"]])
    article.credits.all().delete()
    for place, line in enumerate(story["credits"], start=1):
        _write_credit(article, place, line)
    article.key_figures.all().delete()
    for place, figure in enumerate(story["figures"], start=1):
        KeyFigure.objects.create(article=article, position=place, **figure)
    article.corrections.all().delete()
    for notice in story["corrections"]:
        Correction.objects.create(article=article, **notice)
    article.image_uses.all().delete()
    if story["pictures"]:
        use_image(article, image, focal_x=10)
        use_image(article, image, slot="gallery", caption="")
    article.refresh_from_db()


def _write_credit(article: Article, place: int, line: dict) -> None:
    label = line["label"] if line["linked"] or not line["roles"] else ""
    credit = Credit.objects.create(article=article, position=place, roles=line["roles"], label=label)
    roster = Contributor.objects.get_or_create(slug="roster", name_hans="沈知远", name_hant="沈知遠")[0]
    for order, person in enumerate(line["people"], start=1):
        linked = roster if line["linked"] else None
        CreditPerson.objects.create(credit=credit, position=order, contributor=linked, **person)


def test_discard_brings_back_the_signed_text_even_if_the_roster_has_grown():
    article = make_approved(body="<p>何见川站在堤上。</p>")
    signed = article.approved_revision.sha256
    act(article, "reopen", article.author, note="补一个出处")
    edit(article, article.author, headline="另一个题目")
    make_contributor("何见川", name_hant="何見川")
    act(article, "discard", article.author)
    assert article.status == Status.APPROVED
    assert article.content_sha256 == signed
    assert not snapshots.differs(article, article.approved_revision.content)


def test_discard_is_refused_where_the_signed_text_cannot_be_brought_back():
    article = make_published(section=make_section("haifang", "海防"))
    act(article, "reopen", article.author)
    edit(article, article.author, section=make_section())
    make_section("haifang", "海防").delete()
    outcome = editing.perform(
        article=article, action="discard", user=article.author, seen_revision=article.revision_number
    )
    assert outcome.refusal.code == "nothing_to_discard"
    article.refresh_from_db()
    assert (article.status, article.section.slug) == (Status.DRAFT, "yaowen")


def test_restore_keeps_the_address_that_readers_know():
    article = make_published()
    known = article.slug
    act(article, "reopen", article.author)
    edit(article, article.author, slug="moved-elsewhere", headline="换了题目")
    act(article, "restore", article.author, revision=1)
    assert article.slug == "moved-elsewhere"
    assert known != article.slug


def test_restore_leaves_a_contributor_who_is_gone_as_printed_and_unlinked():
    person = make_contributor("沈知远")
    article = make_draft(credited=person)
    edit(article, article.author, headline="第二稿")
    person.delete()
    act(article, "restore", article.author, revision=1)
    line = CreditPerson.objects.get(credit__article=article)
    assert (line.name, line.contributor) == ("沈知远", None)
