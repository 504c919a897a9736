"""Snapshots: one canonical form, stable for good, of everything a reader would see and nothing else."""

from __future__ import annotations

import hashlib
import json
import uuid
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError

from articles import snapshots
from articles.models import (
    Article,
    Contributor,
    Correction,
    Credit,
    CreditPerson,
    HantTerm,
    Image,
    ImageUse,
    KeyFigure,
    Tag,
)
from tests.factories import make_draft, make_section, make_user, route

pytestmark = pytest.mark.django_db

# Written once. A change of it changes the identity of every story ever signed: raise `SCHEMA` and keep reading the old.
GOLDEN = (
    '{"ai":{"note":"图说由软件初译","use":"assisted"},"body":"<p>清晨四点，码头上的灯还亮着。</p>",'
    '"corrections":[{"issued_at":"2026-01-12T06:30:00+00:00","passage":"第三段","right":"三十一人",'
    '"type":"correction","wrong":"三十人"}],"credits":[{"label":"文","label_hant":"文","people":'
    '[{"contributor":"shen-zhiyuan","name":"沈知远","name_hant":"沈知遠","title":"记者"}],"roles":["text"]},'
    '{"label":"鸣谢","label_hant":"","people":[{"name":"望海渔港","note":"提供旧照","organisation":"海防街道"}],'
    '"roles":[]}],"hant":{"headline":"潮退之後"},"headline":"潮水退去之后","headline_breaks":[2,4],'
    '"images":[{"alt":"亮着灯的码头","caption":"清晨四点的码头。","credit":"陆晚亭 摄","ext":"jpg",'
    '"focal":[30,50],"image":"' + "a" * 64 + '","size":[1600,900],"slot":"lead",'
    '"use":"00000000-0000-4000-8000-000000000002"}],"key_figures":[{"label":"渔船","prefix":"超","source":"港务站",'
    '"unit":"艘","value":"152"}],"kind":"story","names":{"沈知远":"沈知遠"},"schema":1,"section":"yaowen",'
    '"slug":"chao-shui","source":"本报记者沈知远","standfirst":"一座渔港的一天。","tags":["海洋","渔业"],'
    '"uid":"00000000-0000-4000-8000-000000000001"}'
)
GOLDEN_SHA256 = "78517cd58769a7e3d5dfbfbeabf2f9de99d7ff7627a9863f0402560780bae6f2"


def _golden_article() -> Article:
    article = Article.objects.create(
        uid=uuid.UUID("00000000-0000-4000-8000-000000000001"),
        author=make_user("reporter"),
        route=route(),
        section=make_section(),
        slug="chao-shui",
        headline="潮水退去之后",
        headline_hant="潮退之後",
        headline_breaks=[2, 4],
        standfirst="一座渔港的一天。",
        body="<p>清晨四点，码头上的灯还亮着。</p>",
        source="本报记者沈知远",
        ai_use="assisted",
        ai_note="图说由软件初译",
    )
    article.tags.set(
        [Tag.objects.create(slug="yu", name="渔业"), Tag.objects.create(slug="hai", name="海洋")]
    )
    person = Contributor.objects.create(slug="shen-zhiyuan", name_hans="沈知远", name_hant="沈知遠")
    line = Credit.objects.create(article=article, position=1, roles=["text"])
    CreditPerson.objects.create(credit=line, position=1, name="沈知远", title="记者", contributor=person)
    thanks = Credit.objects.create(article=article, position=2, label="鸣谢")
    CreditPerson.objects.create(
        credit=thanks, position=1, name="望海渔港", organisation="海防街道", note="提供旧照"
    )
    KeyFigure.objects.create(
        article=article, position=1, prefix="超", value="152", unit="艘", label="渔船", source="港务站"
    )
    Correction.objects.create(
        article=article,
        issued_at=datetime(2026, 1, 12, 6, 30, tzinfo=UTC),
        wrong="三十人",
        right="三十一人",
        passage="第三段",
    )
    image = Image.objects.create(sha256="a" * 64, extension="jpg", width=1600, height=900, size=1)
    ImageUse.objects.create(
        uid=uuid.UUID("00000000-0000-4000-8000-000000000002"),
        article=article,
        image=image,
        slot="lead",
        alt="亮着灯的码头",
        caption="清晨四点的码头。",
        credit="陆晚亭 摄",
        focal_x=30,
    )
    return Article.objects.get(pk=article.pk)


def test_canonical_form_and_hash_are_what_they_always_were():
    content = snapshots.canonical(snapshots.take(_golden_article()))
    assert content == GOLDEN
    assert snapshots.fingerprint(content) == hashlib.sha256(GOLDEN.encode()).hexdigest() == GOLDEN_SHA256


def test_every_field_of_a_story_is_read_by_readers_or_named_as_private():
    """A field added tomorrow must be put into one of the lists, or nobody knows whether it is signed."""
    text = set(snapshots.TEXT_FIELDS) | {f"{name}_hant" for name in snapshots.HANT_FIELDS}
    taken = {"uid", "kind", "slug", "section", "tags", "headline_breaks", "hant_terms", "ai_use", "ai_note"}
    private = set(snapshots.PRIVATE_FIELDS)
    fields = {field.name for field in [*Article._meta.fields, *Article._meta.many_to_many]}
    assert text | taken | private == fields
    assert not private & (text | taken)


@pytest.mark.parametrize(
    ("model", "private"),
    [
        (KeyFigure, {"id", "article", "position"}),
        (Correction, {"id", "article"}),
        (Credit, {"id", "article", "position"}),
        (CreditPerson, {"id", "credit", "position"}),
        (ImageUse, {"id", "article", "position"}),
    ],
)
def test_every_field_of_a_childs_row_is_in_the_snapshot(model, private):
    names = {"focal_x": "focal", "focal_y": "focal", "uid": "use", "label": "label"}
    told = json.loads(GOLDEN)
    keys = {
        KeyFigure: set(told["key_figures"][0]) | {"from_uid"},  # on fronts only
        Correction: set(told["corrections"][0]),
        Credit: set().union(*told["credits"]),
        CreditPerson: set().union(*(person for line in told["credits"] for person in line["people"])),
        ImageUse: set(told["images"][0]) | {"ai_label"},  # left out where it is empty
    }[model]
    fields = {names.get(field.name, field.name) for field in model._meta.fields} - private
    assert fields <= keys


def test_change_of_any_printed_field_changes_the_hash():
    article = make_draft()
    before = snapshots.fingerprint(snapshots.canonical(snapshots.take(article)))
    for name in [*snapshots.TEXT_FIELDS, *(f"{n}_hant" for n in snapshots.HANT_FIELDS), "slug"]:
        fresh = Article.objects.get(pk=article.pk)
        setattr(fresh, name, f"改{getattr(fresh, name)}")
        assert snapshots.fingerprint(snapshots.canonical(snapshots.take(fresh))) != before, name


def test_field_at_its_default_is_left_out():
    article = Article.objects.create(
        author=make_user("reporter"), route=route(), slug="empty", headline="潮水退去"
    )
    assert set(snapshots.take(article)) == {"schema", "uid", "kind", "slug", "headline"}


def test_private_fields_change_no_hash():
    article = make_draft()
    before = snapshots.take(article)
    article.due_at = datetime(2026, 5, 1, tzinfo=UTC)
    article.route = route("three")
    article.save()
    article.writers.add(make_user("reporter"))
    assert snapshots.take(Article.objects.get(pk=article.pk)) == before


def test_upload_that_the_text_does_not_place_changes_no_hash():
    article = _golden_article()
    before = snapshots.take(article)
    image = Image.objects.get()
    waiting = ImageUse.objects.create(article=article, image=image, slot="body", position=2)
    assert snapshots.take(article) == before
    article.body += f'<p><img data-use="{waiting.uid}"></p>'
    assert len(snapshots.take(article)["images"]) == 2


def test_composed_and_decomposed_letters_are_one_text():
    article = make_draft(headline="Cafe\u0301 café")
    assert snapshots.take(Article.objects.get(pk=article.pk))["headline"] == "Café café"


def test_snapshot_holds_no_float():
    def walk(value):
        assert not isinstance(value, float)
        for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            walk(inner)

    article = _golden_article()
    article.headline_breaks = [2.0, 4.0]
    walk(snapshots.take(article))
    with pytest.raises(ValueError, match="Out of range"):
        snapshots.canonical({"x": float("nan")})


def test_a_new_name_on_the_roster_does_not_make_a_signed_text_another():
    article = make_draft(body="<p>何见川站在堤上。</p>")
    content = article.revisions.get().content
    Contributor.objects.create(slug="he", name_hans="何见川", name_hant="何見川")
    assert snapshots.take(article)["names"] == {"何见川": "何見川"}
    assert not snapshots.differs(article, content)


def test_a_term_of_the_house_joins_the_texts_that_use_it_and_stops_no_signed_story():
    article = make_draft(body="<p>向新征程出发。</p>")
    before = snapshots.canonical(snapshots.take(article))
    HantTerm.objects.create(term="新征程", hant="新征程")
    HantTerm.objects.create(term="皇后", hant="皇后")
    taken = snapshots.take(article)
    assert taken["house_terms"] == {"新征程": "新征程"}
    assert not snapshots.differs(article, before)


def test_what_was_decided_for_a_story_is_part_of_what_is_signed():
    article = make_draft(body="<p>三公里外。</p>")
    before = snapshots.canonical(snapshots.take(article))
    article.hant_terms = {"三公里": "三公里"}
    assert snapshots.differs(article, before)


def test_a_term_changes_glyphs_and_never_words():
    HantTerm(term="发布", hant="發佈").full_clean()
    for other in ("釋出", "發布會", "发現"):
        with pytest.raises(ValidationError):
            HantTerm(term="发布", hant=other).full_clean()
