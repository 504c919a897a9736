"""Video and audio: what is let in, what of it is kept, captions, and the parts of files that players ask for."""

from __future__ import annotations

import io
import struct
from pathlib import Path

import pytest
from django.test import Client, RequestFactory

from articles.clips import ranges, stores
from articles.clips.captions import CaptionsRefused, normal, read_captions, words_of
from articles.clips.inspect import inspect_clip
from articles.clips.model import Clip, RefusedClip

CLIPS = Path(__file__).resolve().parents[3] / "newsroom" / "demo" / "clips"
VIDEO, SOUND = (CLIPS / "last-ferry.mp4").read_bytes(), (CLIPS / "harbour-fog.mp3").read_bytes()
VTT = "WEBVTT\n\n00:01.000 --> 00:04.000\n末班渡轮靠了岸。\n\n2\n00:05,000 --> 00:06,500\n<v 船长>收缆。\n"


def inspected(data: bytes) -> Clip:
    return inspect_clip(io.BytesIO(data), len(data), "片.mp4")


def box(kind: bytes, content: bytes) -> bytes:
    return struct.pack(">I4s", 8 + len(content), kind) + content


def test_video_and_sound_are_known_by_their_bytes():
    video, sound = inspected(VIDEO), inspected(SOUND)
    assert (video.kind, video.ext, video.width, video.height) == ("video", "mp4", 854, 480)
    assert (sound.kind, sound.ext) == ("audio", "mp3")
    assert 13_000 < video.milliseconds < 14_000 and 15_500 < sound.milliseconds < 16_500


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"<html><script>alert(1)</script>" * 9, "not_a_clip"),
        (b"\x00\x00\x00\x18ftypisom" + b"\x00" * 200, "broken"),
        (VIDEO[:20_000], "broken"),
        (VIDEO.replace(b"avc1", b"hvc1"), "codec"),
        (b"\x1aE\xdf\xa3" + b"\xff" * 200, "broken"),
        (b"ID3\x04\x00\x00\x7f\x7f\x7f\x7f" + b"\x00" * 200, "broken"),
        (b"\xff\xfb" + b"\x00" * 300, "broken"),
        (box(b"ftyp", b"isom" * 4) + box(b"moov", b"") * 6000, "broken"),
    ],
)
def test_what_browsers_cannot_play_is_refused_in_words(data, code):
    with pytest.raises(RefusedClip) as refused:
        inspected(data)
    assert refused.value.code == code and refused.value.message


def test_place_and_device_are_blanked_before_a_video_is_kept(media_stores):
    telltale = box(b"udta", box(b"\xa9xyz", b"\x00\x0c\x00\x00+38.92+121.61/"))
    data = VIDEO + telltale
    assert b"+38.92" in data
    sha, size = stores.keep_clip(io.BytesIO(data), inspected(data))
    with stores.open_private(stores.clip_name(sha, "mp4")) as file:
        kept = file.read()
    assert b"+38.92" not in kept and len(kept) == size == len(data)
    assert inspected(kept).milliseconds == inspected(VIDEO).milliseconds


def test_mark_of_generated_content_is_kept(media_stores):
    data = VIDEO + box(b"udta", b'{"AIGC": {"Label": "1"}}')
    sha, _size = stores.keep_clip(io.BytesIO(data), inspected(data))
    with stores.open_private(stores.clip_name(sha, "mp4")) as file:
        assert b"AIGC" in file.read()


def test_tags_of_a_recording_are_cut_off(media_stores):
    data = b"ID3\x04\x00\x00\x00\x00\x00\x0bsecret name" + SOUND[20:] + b"TAG" + b"secret" + b"\x00" * 119
    sha, _size = stores.keep_clip(io.BytesIO(data), inspected(data))
    with stores.open_private(stores.clip_name(sha, "mp3")) as file:
        assert b"secret" not in file.read()


def test_original_leaves_the_private_store_by_its_own_name_only(media_stores):
    for name in (
        "originals/ab/" + "ab" * 32 + ".jpg",
        "../secret_key",
        "clips/ab/x.mp4",
        "clips/ab/" + "ab" * 32 + ".php",
    ):
        with pytest.raises(ValueError, match="clip"):
            stores.publish_file(name)


def test_captions_are_read_from_webvtt_and_subrip_and_written_in_one_form():
    assert words_of(VTT) == "末班渡轮靠了岸。\n收缆。"
    once = normal("\ufeff" + VTT.replace("\n", "\r\n") + "\n\nSTYLE\n::cue{color:red}\n\nNOTE x\n")
    assert once == normal(once) and "<v" not in once and "STYLE" not in once
    assert once.startswith("WEBVTT\n\n00:00:01.000 --> 00:00:04.000\n末班")
    assert [cue.start for cue in read_captions(VTT)] == [1000, 5000]
    disguised = normal(
        "WEBVTT\n\n00:01.000 --> 00:02.000\n潮&#10;&#10;NOTE 水\n\n00:03.000 --> 00:04.000\n退\n"
    )
    assert disguised == normal(disguised) and "潮  NOTE 水\n\n" in disguised
    assert normal("  ") == ""


@pytest.mark.parametrize(
    "source",
    [
        "字幕",
        "00:01.000 --> 00:00.500\n甲",
        "00:01 --> 99:99\n甲",
        "x" * 400_000,
        "00:01.000 --> 00:02.000\n" + "字" * 301,
    ],
)
def test_file_that_is_no_captions_is_refused_in_words(source):
    with pytest.raises(CaptionsRefused) as refused:
        normal(source)
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize(
    ("asked", "status", "body", "told"),
    [
        ("bytes=0-3", 206, b"0123", "bytes 0-3/10"),
        ("bytes=7-", 206, b"789", "bytes 7-9/10"),
        ("bytes=-2", 206, b"89", "bytes 8-9/10"),
        ("bytes=5-99", 206, b"56789", "bytes 5-9/10"),
        ("bytes=10-", 416, b"", "bytes */10"),
        ("bytes=-0", 416, b"", "bytes */10"),
        ("bytes=0-1,3-4", 200, b"0123456789", None),
        ("bytes=x", 200, b"0123456789", None),
        ("", 200, b"0123456789", None),
    ],
)
def test_players_get_the_part_they_ask_for(asked, status, body, told):
    request = RequestFactory().get("/", headers={"Range": asked} if asked else {})
    file = io.BytesIO(b"0123456789")
    response = ranges.answer(request, file, 10, "video/mp4")
    sent = b"".join(response) if response.streaming else response.content
    assert (response.status_code, sent, response.get("Content-Range")) == (status, body, told)
    for (
        let_go
    ) in response._resource_closers:  # what a server does in the end, without the signal of a real request
        let_go()
    assert file.closed


@pytest.mark.django_db  # a miss prints the masthead
def test_public_clip_is_served_in_parts_and_kept_for_good(media_stores):
    sha, _size = stores.keep_clip(io.BytesIO(VIDEO), inspected(VIDEO))
    name = stores.publish_file(stores.clip_name(sha, "mp4"))
    response = Client().get(f"/media/{name}", headers={"Range": "bytes=0-99"})
    assert response.status_code == 206 and b"".join(response) == VIDEO[:100]
    assert response["Content-Type"] == "video/mp4" and "immutable" in response["Cache-Control"]
    assert not response.cookies and "Vary" not in response
    assert Client().get("/media/ab/" + "ab" * 16 + ".mp4").status_code == 404


@pytest.mark.django_db
def test_no_request_can_leave_a_wrong_answer_in_a_cache_for_the_next(media_stores):
    sha, size = stores.keep_clip(io.BytesIO(VIDEO), inspected(VIDEO))
    path = f"/media/{stores.publish_file(stores.clip_name(sha, 'mp4'))}"
    client = Client(enforce_csrf_checks=True)
    refused = client.get(path, headers={"Range": "bytes=-0"})
    assert refused.status_code == 416 and refused["Cache-Control"] == "no-store"
    head = client.head(path, headers={"Range": "bytes=0-1"})
    assert head.status_code == 200 and head["Content-Length"] == str(size)
    head.close()
    for method in ("post", "put", "delete"):
        answer = getattr(client, method)(path)
        assert answer.status_code == 405 and not answer.has_header("Vary") and not answer.cookies
