"""A word of the house gets another name: nothing signed is void, nothing that is public changes."""

from __future__ import annotations

import pytest

from articles import editing, publishing, snapshots
from articles.models import CreditRole, PublishedArticle, Tag
from articles.renaming import rename_tag
from tests.factories import act, approve_all, make_contributor, make_draft, make_site, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.db]


@pytest.fixture
def signed():
    """An approved story with a tag, a credit by role and a person of the roster; then every name is changed."""
    make_site()
    tag = Tag.objects.create(name="渔业", slug="yuye")
    person = make_contributor("于海", name_hant="于海")
    draft = make_draft(credited=person)
    draft.tags.add(tag)
    article = _approve(draft)
    rename_tag(tag=tag, name="渔港")
    CreditRole.objects.filter(code="text").update(label_hans="撰文", label_hant="撰寫")
    person.name_hant = "於海"
    person.save()
    return article


def _approve(article):
    editing.save_revision(article=article, user=article.author)
    article.refresh_from_db()
    act(article, "submit", article.author)
    return approve_all(article)


def test_signed_story_is_published_in_the_words_in_which_it_was_signed(signed):
    assert snapshots.canonical(snapshots.take(signed)) != signed.approved_revision.content
    act(signed, "publish", make_user("chief_editor"))
    row = PublishedArticle.objects.get(uid=signed.uid, script="hans")
    assert row.tags == ["渔业"]
    assert row.credits[0]["label"] == "文"
    assert dict(row.tag_links) == {"渔业": "yuye"}


def test_public_rows_are_rebuilt_to_the_byte_after_a_rename(signed):
    act(signed, "publish", make_user("chief_editor"))
    rename_tag(tag=Tag.objects.get(slug="yuye"), name="渔村")
    assert publishing.refreeze(article=signed) is False


def test_another_tag_or_another_person_in_a_signed_story_is_still_noticed(signed):
    revision = signed.approved_revision
    assert not snapshots.differs(signed, revision.content)
    other = Tag.objects.create(name="港口", slug="gangkou")
    signed.tags.set([other])
    assert snapshots.differs(signed, revision.content)
    signed.tags.set(Tag.objects.filter(slug="yuye"))
    line = signed.credits.first()
    line.people.update(name="别人")
    assert snapshots.differs(signed, revision.content)


def test_discarding_goes_back_to_the_signed_text_and_its_tag(signed):
    act(signed, "publish", make_user("chief_editor"))
    act(signed, "reopen", signed.author)
    signed.tags.clear()
    act(signed, "discard", signed.author)
    assert [tag.slug for tag in signed.tags.all()] == ["yuye"]
    assert signed.content_sha256 == signed.published_revision.sha256


def test_tag_may_have_its_first_name_back():
    tag = Tag.objects.create(name="渔业", slug="yuye")
    for name in ("渔港", "渔业"):
        rename_tag(tag=tag, name=name)
    assert (tag.name, tag.former_names) == ("渔业", ["渔港"])
