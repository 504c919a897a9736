"""Dropping and pasting pictures in a real browser, against a server of a few lines that answers as our view does."""

import io
import json
import re
import threading
from email.message import Message
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import pytest
from ckeditor.widgets import json_encode
from django.contrib.staticfiles import finders
from django.utils.html import escape
from django.utils.translation import override
from PIL import Image

from articles.body.allow import editor_config
from articles.body.clean import clean_body
from tests.articles.body.strategies import USE

pytestmark = pytest.mark.e2e

PAGE = """<!DOCTYPE html><html lang="zh-Hans"><meta charset="utf-8"><title>稿件</title>
<script src="/static/ckeditor/ckeditor-init.js" id="ckeditor-init-script"
  data-ckeditor-basepath="/static/ckeditor/ckeditor/"></script>
<script src="/static/ckeditor/ckeditor/ckeditor.js"></script><script src="/static/ckeditor/fixups.js"></script>
<script src="/static/articles/editor/upload.js" type="module"></script>
<form><input type="hidden" name="csrfmiddlewaretoken" value="token-1">
<textarea id="id_body" name="body" data-type="ckeditortype" data-processed="0" data-external-plugin-resources="[]"
  data-config="{config}" {url}>&lt;p&gt;开头&lt;/p&gt;</textarea></form></html>"""
# A paste as the browser reports one: files on the clipboard of the frame's document.
PASTE = """async ([name, type, base64]) => {
  const editor = CKEDITOR.instances.id_body;
  editor.focus();
  const bytes = Uint8Array.from(atob(base64), (char) => char.charCodeAt(0));
  const transfer = new DataTransfer();
  transfer.items.add(new File([bytes], name, { type }));
  const target = editor.editable().$;
  target.dispatchEvent(new ClipboardEvent("paste", { clipboardData: transfer, bubbles: true, cancelable: true }));
}"""


class _Site(ThreadingHTTPServer):
    """Remembers what was uploaded and holds the answer that the next upload gets."""

    uploads: list[tuple[str, Message, bytes]]
    answer: tuple[int, dict[str, object]]


class _Handler(BaseHTTPRequestHandler):
    """Serves the page and static files; an upload is answered with what the server object holds."""

    server: _Site

    def do_GET(self):
        path = unquote(self.path.partition("?")[0])
        if path in ("/", "/unsaved/"):
            with override("zh-hans"):
                config = escape(json_encode(editor_config("zh-hans")))
            url = 'data-upload-url="/upload/"' if path == "/" else 'data-no-upload="稿件保存后即可加图。"'
            return self._answer(200, "text/html; charset=utf-8", PAGE.format(config=config, url=url).encode())
        found = finders.find(path.removeprefix("/static/")) if path.startswith("/static/") else None
        if found is None:
            return self._answer(404, "text/plain", b"")
        kind = {".js": "text/javascript", ".css": "text/css", ".png": "image/png"}.get(
            Path(found).suffix, "text/plain"
        )
        return self._answer(200, kind, Path(found).read_bytes())

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.uploads.append((self.path, self.headers, body))
        status, answer = self.server.answer
        self._answer(status, "application/json", json.dumps(answer).encode())

    def _answer(self, status, kind, body):
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def server():
    site = _Site(("127.0.0.1", 0), _Handler)
    site.uploads = []
    site.answer = (
        200,
        {"uploaded": 1, "use": USE, "url": "/static/ckeditor/ckeditor/plugins/icons.png", "alt": "海"},
    )
    # asked to stop, it looks up twenty times a second and not twice
    thread = threading.Thread(target=site.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield site
    site.shutdown()
    site.server_close()
    thread.join()


@pytest.fixture
def editor(server, page):
    page.goto(f"http://127.0.0.1:{server.server_port}/")
    page.wait_for_function("window.CKEDITOR?.instances.id_body?.status === 'ready'")
    return page


def _picture(kind: str) -> str:
    import base64

    out = io.BytesIO()
    Image.new("RGB", (60, 40), "navy").save(out, kind)
    return base64.b64encode(out.getvalue()).decode()


def _data(page) -> str:
    return str(page.evaluate("CKEDITOR.instances.id_body.getData()"))


@pytest.mark.parametrize(("kind", "media_type"), [("PNG", "image/png"), ("WEBP", "image/webp")])
def test_a_pasted_picture_becomes_a_reference_to_its_use(editor, server, kind, media_type):
    editor.evaluate(PASTE, ["海.img", media_type, _picture(kind)])
    editor.wait_for_function("CKEDITOR.instances.id_body.getData().includes('data-use')")
    html = _data(editor)
    assert re.search(rf'<img [^>]*data-use="{USE}"', html) and "data:image" not in html
    assert clean_body(html).count(f'<img data-use="{USE}">') == 1
    path, headers, body = server.uploads[0]
    assert isinstance(headers, Message)
    assert (path, headers["X-CSRFToken"]) == ("/upload/", "token-1")
    assert b'name="upload"' in body and b"ckCsrfToken" not in body
    assert not editor.context.cookies()


@pytest.mark.parametrize("status", [200, 400, 413])
def test_a_refusal_is_told_in_the_servers_words_and_leaves_the_text_alone(editor, server, status):
    server.answer = status, {"uploaded": 0, "error": {"message": "图片太大"}}
    editor.evaluate(PASTE, ["a.png", "image/png", _picture("PNG")])
    editor.wait_for_selector(".cke_notification_warning:has-text('图片太大')")
    assert clean_body(_data(editor)) == "<p>开头</p>"


def test_a_story_that_is_not_saved_yet_uploads_nothing(server, page):
    page.goto(f"http://127.0.0.1:{server.server_port}/unsaved/")
    page.wait_for_function("window.CKEDITOR?.instances.id_body?.status === 'ready'")
    page.evaluate(PASTE, ["a.png", "image/png", _picture("PNG")])
    page.wait_for_timeout(300)
    assert not server.uploads and "img" not in _data(page)


def test_a_story_that_is_not_saved_yet_says_why_in_the_words_of_the_desk(server, page):
    page.goto(f"http://127.0.0.1:{server.server_port}/unsaved/")
    page.wait_for_function("window.CKEDITOR?.instances.id_body?.status === 'ready'")
    page.evaluate(PASTE, ["a.png", "image/png", _picture("PNG")])
    page.wait_for_selector(".cke_notification:has-text('稿件保存后即可加图')")


def test_a_pasted_picture_is_told_to_the_page_and_one_of_the_strip_is_put_into_the_text(editor):
    editor.evaluate("document.addEventListener('desk:picture', (event) => (window.told = event.detail))")
    editor.evaluate(PASTE, ["a.png", "image/png", _picture("PNG")])
    assert editor.wait_for_function("window.told").evaluate("(told) => told.use") == USE
    # the editor loads its frame anew: what is put in before that is done would go with the old one
    editor.evaluate(
        "new Promise((done) => CKEDITOR.instances.id_body.setData('<p>甲</p>', { callback: () => done() }))"
    )
    asked = {"use": USE, "url": "/static/ckeditor/ckeditor/plugins/icons.png", "alt": ""}
    editor.evaluate("(detail) => document.dispatchEvent(new CustomEvent('desk:insert', { detail }))", asked)
    editor.wait_for_function(
        "use => CKEDITOR.instances.id_body.getData().includes(use)", arg=USE, timeout=5000
    )
    assert f'data-use="{USE}"' in clean_body(_data(editor))


def test_a_reference_survives_loading_and_saving_without_a_dialog(editor):
    html = (
        f'<p>甲</p><p><img data-use="{USE}" src="/static/ckeditor/ckeditor/plugins/icons.png" alt="海"></p>'
    )
    editor.evaluate("(html) => CKEDITOR.instances.id_body.setData(html)", html)
    editor.wait_for_function("Object.keys(CKEDITOR.instances.id_body.widgets.instances).length === 1")
    assert clean_body(_data(editor)) == clean_body(html)
    assert editor.evaluate("CKEDITOR.instances.id_body.widgets.registered.image.dialog === undefined")


def test_the_editor_starts_without_errors_and_asks_no_other_host(server, page):
    problems, hosts = [], set()
    page.on("pageerror", lambda error: problems.append(str(error)))
    page.on(
        "console",
        lambda message: problems.append(message.text) if message.type in ("error", "warning") else None,
    )
    page.on("request", lambda request: hosts.add(request.url.split("/")[2]))
    page.goto(f"http://127.0.0.1:{server.server_port}/")
    page.wait_for_function("window.CKEDITOR?.instances.id_body?.status === 'ready'")
    page.wait_for_timeout(300)
    assert hosts == {f"127.0.0.1:{server.server_port}"}
    assert [problem for problem in problems if "favicon" not in problem and "404" not in problem] == []


def test_markup_that_the_table_does_not_name_does_not_enter_the_editor(editor):
    hostile = '<p style="color:red" onclick="x()">甲<u>乙</u></p><iframe src="//evil"></iframe><h1>题</h1>'
    editor.evaluate(
        "(html) => new Promise((callback) => CKEDITOR.instances.id_body.setData(html, { callback }))", hostile
    )
    html = _data(editor)
    assert not re.search("style|onclick|iframe|<u>|<h1", html) and "乙" in html
