"""Pictures that come along with a story stand where they stood, and what did not come keeps its place."""

from __future__ import annotations

import base64

import pytest
from django.test import Client

from articles.body.clean import image_uses
from articles.body.places import place_uid
from articles.intake.files import read_file
from articles.intake.shelf import PrivateShelf
from articles.models import Article, Image
from articles.readiness import gaps
from articles.text.story import parse_story
from newsroom.staff.models import User
from series.importing import Imported, import_story
from tests.articles.admin.pages import signed_in
from tests.documents import docx, para, picture
from tests.factories import make_user
from tests.pictures import jpeg
from tests.series.admin.pasting import URL, carried, messages_of, save
from tests.series.importing import LONG

pytestmark = pytest.mark.django_db

WORD = (
    para("潮起", style="1"),
    para(LONG),
    picture("ra", "亮灯的码头"),
    para("图为二期泊位。 记者 许菁 摄"),
    para(LONG),
)


def taken_in(user: User, data: bytes, name: str = "a.docx") -> Imported:
    shelf = PrivateShelf(user.pk)
    manuscript = read_file(data, name, shelf)
    return import_story(story=parse_story(manuscript.text, manuscript.shapes), user=user, shelf=shelf)


def test_a_picture_in_a_word_document_becomes_a_use_in_its_place_with_the_words_it_brought() -> None:
    user = make_user("reporter")
    article = taken_in(user, docx(*WORD, media={"a.jpeg": jpeg()})).article
    (use,) = article.image_uses.all()
    assert article.body == f'<p>{LONG}</p><p><img data-use="{use.uid}"></p><p>{LONG}</p>'
    assert (use.alt, use.caption, use.credit) == ("亮灯的码头", "图为二期泊位。", "记者 许菁 摄")
    assert (use.slot, use.image.uploaded_by) == ("body", user)
    assert not [gap for gap in gaps(article) if gap.code.startswith("picture")]
    assert str(use.uid) in article.revisions.get().content


def test_a_missing_picture_keeps_its_place_and_its_words_beside_one_that_came() -> None:
    user = make_user("reporter")
    source = f"<h1>潮起</h1><p>{LONG}</p><img data-src='https://mmbiz.qpic.cn/x' src=''><p>图为灯塔。</p><p>{LONG}</p>"
    source += f"<img src='data:image/jpeg;base64,{base64.b64encode(jpeg()).decode()}'><p>{LONG}</p>"
    imported = taken_in(user, source.encode(), "a.html")
    (use,) = imported.article.image_uses.all()
    assert image_uses(imported.article.body) == [place_uid(1), str(use.uid)]
    assert f'{place_uid(1)}"></p><p>图为灯塔。</p>' in imported.article.body
    told = {warning.code: warning.text for warning in imported.warnings}
    assert told["image_slots"] == "1" and told["picture_missing"].startswith("1")
    assert "picture_missing" in [gap.code for gap in gaps(imported.article)]


def test_nobody_takes_a_picture_from_somebody_elses_shelf() -> None:
    mine, theirs = make_user("reporter"), make_user("reporter")
    address = PrivateShelf(theirs.pk).keep(jpeg(), "a.jpg")
    story = parse_story(f"标题：潮起\n{LONG}\n![]({address})\n{LONG}")
    article = import_story(story=story, user=mine, shelf=PrivateShelf(mine.pk)).article
    assert image_uses(article.body) == [place_uid(1)] and not Image.objects.exists()
    assert signed_in(theirs).get(f"{URL}pictures/{address[8:]}").status_code == 200
    assert signed_in(mine).get(f"{URL}pictures/{address[8:]}").status_code == 404
    assert signed_in(make_user("proofreader")).get(f"{URL}pictures/{address[8:]}").status_code == 403


@pytest.fixture
def desk() -> Client:
    return signed_in(make_user("reporter", language="en"))


def test_a_dropped_word_document_is_looked_at_with_its_picture_and_saved_with_it(desk: Client) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    body = (*WORD[:2], para("码头", style="2"), *WORD[1:])
    file = SimpleUploadedFile("潮起.docx", docx(*body, media={"a.jpeg": jpeg()}))
    page = desk.post(URL, {"text": "", "file": file, "step": "look"})
    html = page.content.decode()
    assert page.status_code == 200 and not Article.objects.exists() and not Image.objects.exists()
    assert "<h4>码头</h4>" in html and "picture 1" in html and f"{URL}pictures/" in html
    assert page.context["look"].tally.adds_up
    done = save(desk, page, markup=page.context["look"].asked.markup)
    assert done.status_code == 302
    article = Article.objects.get()
    assert "<h2>码头</h2>" in article.body and article.image_uses.count() == 1
    assert "潮起" in messages_of(desk, done)


def test_what_was_pasted_with_its_formatting_is_read_for_the_page(desk: Client) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    html = f"<h1>潮起</h1><p>甲<b>乙</b>，{LONG}</p><img src='https://a.example/x.png'>"
    told = desk.post(f"{URL}read/", {"html": SimpleUploadedFile("clipboard.html", html.encode())}).json()
    assert told["text"] == f"潮起\n甲乙，{LONG}\n![](https://a.example/x.png)"
    assert "1 section head" in told["said"] and "1 picture could not" in told["said"]
    page = desk.post(URL, {"text": told["text"], "markup": told["markup"], "step": "look"})
    assert "甲<strong>乙</strong>" in page.content.decode() and "Missing picture 1" in page.content.decode()
    assert desk.post(URL, carried(page, markup=told["markup"], step="save")).status_code == 302
    assert "甲<strong>乙</strong>" in Article.objects.get().body
    deep = SimpleUploadedFile("clipboard.html", b"<div>" * 900)
    refused = desk.post(f"{URL}read/", {"html": deep})
    assert refused.status_code == 400 and refused.json()["error"]
    assert signed_in(make_user("proofreader")).post(f"{URL}read/").status_code == 403
