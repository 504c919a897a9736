"""The picture library: what is suggested, which crops, where used, and another picture in its place."""

from __future__ import annotations

import re
import threading
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.urls import reverse

from articles import editing
from articles.library.describing import describe_picture, edition_of
from articles.library.replacing import Step, changes_for, replace_picture
from articles.models import Article, Image, ImageUse, PublishedArticle
from articles.refusals import Refusal
from articles.uploading import receive_picture, use_picture
from articles.workflow import Status
from newsroom.staff.models import User
from tests.factories import act, approve_all, ensure_defaults, make_draft, make_in_review, make_user
from tests.pictures import jpeg

pytestmark = pytest.mark.django_db
WORDS = {
    "alt": "码头",
    "caption": "清晨的码头。",
    "credit": "沈知远 摄",
    "rights": "",
    "focal_x": 50,
    "focal_y": 50,
}


def as_user(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def make_image(user: User, width: int = 90, height: int = 60, **words: Any) -> Image:
    image = receive_picture(data=jpeg(width, height), filename="港口.jpg", user=user)
    Image.objects.filter(pk=image.pk).update(**words)
    return Image.objects.get(pk=image.pk)


def put_in(article: Article, image: Image, slot: str = ImageUse.Slot.LEAD) -> ImageUse:
    """Use a picture in a story, in the text if it is not the lead, with words of its own."""
    use = use_picture(article=article, image=image, user=article.author, slot=slot)
    ImageUse.objects.filter(pk=use.pk).update(
        alt="旧图", caption="旧说明。", credit="陆晚亭 摄", ai_label="AI生成"
    )
    article.refresh_from_db()
    if slot == ImageUse.Slot.BODY:
        article.body += f'<p><img data-use="{use.uid}"></p>'
        article.save()
    editing.save_revision(article=article, user=article.author)
    return ImageUse.objects.get(pk=use.pk)


def page(image: Image) -> str:
    return reverse("admin:articles_image_change", args=[image.pk])


def replacing(image: Image) -> str:
    return reverse("admin:articles_image_replace", args=[image.pk])


def test_the_list_finds_pictures_by_words_and_by_use_and_shows_no_strangers_picture() -> None:
    art = make_user("art_editor")
    used = make_image(art, caption="灯塔下的石阶")
    spare = make_image(art, caption="退潮后的滩涂")
    put_in(make_draft(), used)
    client, address = as_user(art), reverse("admin:articles_image_changelist")

    def found(**query: str) -> set[str]:
        shown = client.get(address, query).content.decode()
        return {image.caption for image in (used, spare) if image.caption in shown}

    assert found() == {used.caption, spare.caption}
    assert found(q="灯塔") == {used.caption}
    assert found(use="unused") == {spare.caption} and found(use="used") == {used.caption}
    assert found(q="灯塔", use="unused") == set()
    assert found(q="\x00" * 3 + "‮", use="drop table", page="1e9") <= {used.caption, spare.caption}
    stranger = as_user(make_user("reporter"))
    assert "灯塔下的石阶" not in stranger.get(address).content.decode()
    assert stranger.get(page(used)).status_code == 404
    assert stranger.get(replacing(used)).status_code == 404
    assert (
        client.get(reverse("admin:articles_image_change", args=["99999999999999999999"])).status_code == 404
    )


def test_what_the_library_suggests_changes_no_story_and_is_kept_for_new_uses() -> None:
    art = make_user("art_editor")
    image = make_image(art)
    use = put_in(make_draft(), image)
    answer = as_user(art).post(
        page(image), {**WORDS, "focal_x": 20, "focal_y": 80, "seen": edition_of(image)}
    )
    assert answer.status_code == 302
    image.refresh_from_db()
    assert (image.alt, image.focal_x, image.focal_y) == ("码头", 20, 80)
    use.refresh_from_db()
    assert (use.alt, use.focal_x) == ("旧图", 50)
    fresh = use_picture(article=make_draft(), image=image, user=make_user("chief_editor"))
    assert (fresh.alt, fresh.credit, fresh.focal_x, fresh.focal_y) == ("码头", "沈知远 摄", 20, 80)


@pytest.mark.parametrize(
    "bad",
    [
        {"focal_x": 101},
        {"focal_y": -1},
        {"focal_x": "abc"},
        {"focal_x": "9" * 400},
        {"alt": "长" * 301},
        {"caption": "a\x00b"},
        {"credit": "x\u202ey"},
    ],
)
def test_a_bad_description_is_refused_in_words_and_what_was_typed_stays(bad: dict[str, Any]) -> None:
    art = make_user("art_editor")
    image = make_image(art)
    told = {**WORDS, **bad, "rights": "仅限本报使用", "seen": edition_of(image)}
    answer = as_user(art).post(page(image), told)
    assert answer.status_code == 200
    assert "errorlist" in answer.content.decode() and "仅限本报使用" in answer.content.decode()
    image.refresh_from_db()
    assert (image.alt, image.focal_x) == ("", 50)


def test_whoever_comes_second_is_told_and_may_not_overwrite() -> None:
    art, other = make_user("art_editor"), make_user("editor")
    image = make_image(art)
    seen = edition_of(image)
    describe_picture(image=image, user=other, seen=seen, told={**WORDS, "alt": "先到的话"})
    answer = as_user(art).post(page(image), {**WORDS, "alt": "后到的话", "seen": seen})
    assert answer.status_code == 409 and "后到的话" in answer.content.decode()
    image.refresh_from_db()
    assert image.alt == "先到的话"


def test_a_reporter_describes_own_pictures_only() -> None:
    reporter = make_user("reporter")
    own, foreign = make_image(reporter), make_image(make_user("art_editor"))
    put_in(make_draft(author=reporter), foreign)
    client = as_user(reporter)
    assert client.post(page(own), {**WORDS, "seen": edition_of(own)}).status_code == 302
    assert client.get(page(foreign)).status_code == 200
    assert client.post(page(foreign), {**WORDS, "seen": edition_of(foreign)}).status_code == 403
    foreign.refresh_from_db()
    assert foreign.alt == ""


def test_what_the_file_says_is_taken_only_where_a_person_takes_it_and_fills_no_typed_field() -> None:
    art = make_user("art_editor")
    image = make_image(
        art, offered={"caption": "文件里的说明", "credit": "文件里的作者", "taken_on": "2026-01-12"}
    )
    assert (image.caption, image.credit) == ("", "")
    shown = as_user(art).get(page(image)).content.decode()
    assert "文件里的说明" in shown and "2026-01-12" in shown
    told = {**WORDS, "caption": "", "credit": "我写的", "seen": edition_of(image), "accept": "1"}
    as_user(art).post(page(image), told)
    image.refresh_from_db()
    assert (image.caption, image.credit) == ("文件里的说明", "我写的")


@pytest.mark.parametrize("own", ["", "图书馆自己的话"])
def test_the_words_under_which_a_picture_goes_out_are_the_librarys_where_it_has_none(own: str) -> None:
    article = make_draft()
    image = make_image(article.author, alt=own)
    put_in(article, image)
    act(article, "submit", article.author)
    approve_all(article)
    image.refresh_from_db()
    assert (image.alt, image.credit) == (own, "")  # nobody has signed the others yet
    act(article, "publish", make_user("chief_editor"))
    image.refresh_from_db()
    wanted = (own, "") if own else ("旧图", "陆晚亭 摄")
    assert (image.alt, image.credit, image.caption) == (*wanted, "")


def test_the_page_shows_every_crop_and_each_use_by_right() -> None:
    art, reporter = make_user("art_editor"), make_user("reporter")
    image = make_image(reporter, focal_x=10, focal_y=90)
    put_in(make_draft(author=reporter, headline="我的稿子"), image)
    put_in(make_draft(headline="别人的稿子"), image)
    shown = as_user(art).get(page(image)).content.decode()
    assert "我的稿子" in shown and "别人的稿子" in shown
    crops = set(re.findall(r"/(\dx\d)-10x90-\d+\.jpg", shown))
    assert crops == {"3x2", "2x1", "1x1"}
    for url in re.findall(r'src="([^"]+10x90[^"]+)"', shown):
        answer = as_user(art).get(url)
        assert answer.status_code == 200 and answer.getvalue()
    mine = as_user(reporter).get(page(image)).content.decode()
    assert "我的稿子" in mine and "别人的稿子" not in mine


def test_replacing_changes_open_copies_and_lists_the_rest() -> None:
    art = make_user("art_editor")
    old, new = (
        make_image(art),
        make_image(art, 60, 90, alt="新图", credit="顾南乔 摄", focal_x=30, focal_y=40),
    )
    draft = make_draft(headline="草稿")
    use = put_in(draft, old, ImageUse.Slot.BODY)
    public = make_draft(headline="已发")
    public_use = put_in(public, old)
    act(public, "submit", public.author)
    approve_all(public)
    act(public, "publish", make_user("chief_editor"))
    shown = PublishedArticle.objects.get(uid=public.uid, script="hans").lead_image
    reviewed = make_draft(headline="在审")
    put_in(reviewed, old)
    act(reviewed, "submit", reviewed.author)
    steps = {change.article.headline: change.step for change in changes_for(old, art)}
    assert steps == {"草稿": Step.NOW, "已发": Step.REOPEN, "在审": Step.REVIEW}
    before = draft.revisions.count()
    answer = as_user(art).post(replacing(old), {"by": new.pk}, follow=True)
    assert answer.status_code == 200
    draft.refresh_from_db()
    fresh = draft.image_uses.get()
    assert fresh.uid != use.uid and fresh.image_id == new.pk
    assert str(fresh.uid) in draft.body and str(use.uid) not in draft.body
    assert (fresh.alt, fresh.credit, fresh.caption, fresh.ai_label) == ("新图", "顾南乔 摄", "旧说明。", "")
    assert (fresh.focal_x, fresh.focal_y) == (30, 40)
    assert draft.revisions.count() == before + 1
    public_use.refresh_from_db()
    assert public_use.image_id == old.pk
    assert PublishedArticle.objects.get(uid=public.uid, script="hans").lead_image == shown
    public.refresh_from_db()
    assert public.status == Status.PUBLISHED


def test_a_public_story_gets_the_new_picture_once_it_is_reopened_replaced_and_signed_again() -> None:
    art, chief = make_user("art_editor"), make_user("chief_editor")
    old, new = (
        make_image(art),
        make_image(art, **{name: WORDS[name] for name in ("alt", "caption", "credit")}),
    )
    story = make_draft()
    put_in(story, old)
    act(story, "submit", story.author)
    approve_all(story)
    act(story, "publish", chief)
    before = PublishedArticle.objects.get(uid=story.uid, script="hans").lead_image
    act(story, "reopen", story.author)
    assert [change.done for change in replace_picture(image=old, by=new, user=art)] == [True]
    assert PublishedArticle.objects.get(uid=story.uid, script="hans").lead_image == before
    story.refresh_from_db()
    refused = editing.perform(
        article=story, action="publish", user=chief, seen_revision=story.revision_number
    )
    assert not refused.accepted
    act(story, "submit", story.author)
    approve_all(story)
    act(story, "publish", chief)
    assert PublishedArticle.objects.get(uid=story.uid, script="hans").lead_image != before


def test_replacing_refuses_the_same_picture_and_one_that_may_not_be_seen() -> None:
    reporter = make_user("reporter")
    own, foreign = make_image(reporter), make_image(make_user("art_editor"))
    put_in(make_draft(author=reporter), own)
    for by, code in ((own, "same_picture"), (foreign, "not_visible")):
        with pytest.raises(Refusal) as refusal:
            replace_picture(image=own, by=by, user=reporter)
        assert refusal.value.code == code
    assert as_user(reporter).get(replacing(own), {"by": foreign.pk}).status_code == 404
    assert as_user(reporter).get(replacing(own), {"by": "１2"}).status_code == 404


def test_the_other_picture_may_be_uploaded_and_a_bad_file_is_refused_in_words() -> None:
    art = make_user("art_editor")
    image = make_image(art)
    client = as_user(art)
    good = SimpleUploadedFile("新.jpg", jpeg(60, 90), content_type="image/jpeg")
    answer = client.post(replacing(image), {"upload": good})
    by = Image.objects.exclude(pk=image.pk).get()
    assert answer["Location"].endswith(f"?by={by.pk}")
    looked = client.get(answer["Location"]).content.decode()
    assert "版式" in looked or "比例" in looked
    bad = SimpleUploadedFile("坏.jpg", b"GIF89a<script>", content_type="image/jpeg")
    assert "坏.jpg" in client.post(replacing(image), {"upload": bad}, follow=True).content.decode()


@pytest.mark.db
@pytest.mark.django_db(transaction=True)
def test_two_who_replace_at_once_leave_one_picture_and_one_use() -> None:
    ensure_defaults()
    art, editor = make_user("art_editor"), make_user("editor")
    old, first, second = make_image(art), make_image(art), make_image(art)
    story = make_draft()
    put_in(story, old, ImageUse.Slot.BODY)
    barrier = threading.Barrier(2)

    def run(by: Image, user: User) -> None:
        try:
            barrier.wait()
            replace_picture(image=old, by=by, user=user)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=told) for told in ((first, art), (second, editor))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    story.refresh_from_db()
    use = story.image_uses.get()
    assert use.image_id in (first.pk, second.pk) and story.body.count("data-use") == 1
    assert str(use.uid) in story.body


def test_a_story_in_review_is_replaced_by_whoever_has_the_step() -> None:
    art, editor = make_user("art_editor"), make_user("chief_editor")
    old, new = make_image(art), make_image(art)
    story = make_in_review()
    ImageUse.objects.create(article=story, image=old, position=1, slot=ImageUse.Slot.LEAD)
    assert [change.step for change in changes_for(old, art)] == [Step.REVIEW]
    assert [change.done for change in replace_picture(image=old, by=new, user=editor)] == [True]
