"""Claims about taking pictures in and putting them into stories."""

from __future__ import annotations

import pytest
from django.core.files.storage import storages

from articles import editing, snapshots
from articles.media.inspect import RefusedPicture
from articles.models import Image, ImageUse
from articles.refusals import Refusal
from articles.uploading import receive_picture, use_picture
from tests.factories import make_approved, make_draft, make_in_review, make_reviewers, make_user
from tests.pictures import jpeg

pytestmark = pytest.mark.django_db


def test_an_upload_is_kept_privately_and_nowhere_else() -> None:
    image = receive_picture(data=jpeg(), filename="港口.jpg", user=make_user("reporter"))
    assert storages["default"].exists(f"originals/{image.sha256[:2]}/{image.sha256}.jpg")
    assert not storages["public"].exists(f"originals/{image.sha256[:2]}/{image.sha256}.jpg")
    assert (image.filename, image.width, image.height) == ("港口.jpg", 90, 60)


def test_the_same_picture_is_kept_once() -> None:
    first = receive_picture(data=jpeg(shade=1001), filename="a.jpg", user=make_user("reporter"))
    again = receive_picture(data=jpeg(shade=1001), filename="b.jpg", user=make_user("reporter"))
    assert again.pk == first.pk
    assert again.filename == "a.jpg"


def test_what_is_no_picture_leaves_nothing_behind() -> None:
    with pytest.raises(RefusedPicture):
        receive_picture(data=b"<svg onload=alert(1)>", filename="a.jpg", user=make_user("reporter"))
    assert not Image.objects.exists()


def test_a_picture_in_the_text_is_content_once_the_text_names_it() -> None:
    article = make_draft()
    image = receive_picture(data=jpeg(), filename="a.jpg", user=article.author)
    use = use_picture(article=article, image=image, user=article.author)
    assert editing.save_revision(article=article, user=article.author) is None
    article.body += f'<p><img data-use="{use.uid}"></p>'
    article.save()
    assert editing.save_revision(article=article, user=article.author) is not None
    assert [told["use"] for told in snapshots.take(article)["images"]] == [str(use.uid)]


def test_a_lead_picture_is_content_at_once() -> None:
    article = make_draft()
    image = receive_picture(data=jpeg(), filename="a.jpg", user=article.author)
    use_picture(article=article, image=image, user=article.author, slot=ImageUse.Slot.LEAD)
    assert editing.save_revision(article=article, user=article.author) is not None


def test_words_of_the_library_are_suggested_to_the_use() -> None:
    article = make_draft()
    image = receive_picture(data=jpeg(), filename="a.jpg", user=article.author)
    Image.objects.filter(pk=image.pk).update(alt="码头", caption="清晨的码头。", credit="沈知远 摄")
    image.refresh_from_db()
    use = use_picture(article=article, image=image, user=article.author)
    assert (use.alt, use.caption, use.credit) == ("码头", "清晨的码头。", "沈知远 摄")
    assert use_picture(article=article, image=image, user=article.author, suggest=False).alt == ""


def test_pictures_stand_in_the_order_they_came() -> None:
    article = make_draft()
    image = receive_picture(data=jpeg(), filename="a.jpg", user=article.author)
    places = [use_picture(article=article, image=image, user=article.author).position for _ in range(3)]
    assert places == [1, 2, 3]


def test_a_signed_story_takes_no_picture() -> None:
    article = make_approved()
    image = receive_picture(data=jpeg(), filename="a.jpg", user=article.author)
    with pytest.raises(Refusal) as refused:
        use_picture(article=article, image=image, user=article.author)
    assert refused.value.code == "not_yours"


def test_in_review_only_the_reviewer_adds_pictures() -> None:
    article = make_in_review()
    (reviewer,) = make_reviewers(article)
    image = receive_picture(data=jpeg(), filename="a.jpg", user=reviewer)
    with pytest.raises(Refusal) as refused:
        use_picture(article=article, image=image, user=article.author)
    assert refused.value.code == "not_yours"
    assert use_picture(article=article, image=image, user=reviewer).position == 1


def test_reporters_see_own_uploads_and_their_stories_pictures_only() -> None:
    mine, theirs = make_draft(), make_draft()
    uploaded = receive_picture(data=jpeg(), filename="a.jpg", user=mine.author)
    used = receive_picture(data=jpeg(), filename="b.jpg", user=make_user("editor"))
    hidden = receive_picture(data=jpeg(), filename="c.jpg", user=theirs.author)
    use_picture(article=mine, image=used, user=mine.author)
    use_picture(article=theirs, image=hidden, user=theirs.author)
    assert set(Image.objects.visible_to(mine.author)) == {uploaded, used}
    assert set(Image.objects.visible_to(make_user("editor"))) == {uploaded, used, hidden}
    assert not Image.objects.visible_to(make_user("administrator")).exists()
