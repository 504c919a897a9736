"""Reads the files of the demonstration newsroom and states the rules of the house for their copy.

For the tests beside this file; no database, no Django.
"""

import re
import tomllib
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve()
DEMO = HERE.parents[3] / "newsroom" / "demo"
PICTURES = DEMO / "pictures"
HAN = r"[\u3400-\u9fff]"

KINDS = {"front", "story", "photo_story", "video", "commentary"}
ROLES = {"reporter", "editor", "desk_head", "chief_editor", "proofreader", "art_editor", "administrator"}
STATES = {
    "public",
    "public_corrected",
    "withdrawn",
    "announced",
    "planned",
    "draft",
    "returned",
    "in_review_1",
    "in_review_2",
    "in_review_3",
    "approved",
    "scheduled",
    "published_edited",
    "approval_lost",
}
READABLE = {"public", "public_corrected", "published_edited"}
TEXT_FIELDS = ("kicker", "headline", "subheading", "standfirst", "editors_note", "source", "production_note")
STORY_KEYS = {*TEXT_FIELDS, "kind", "section", "tags", "writer", "headline_breaks", "body", "credits"}
TAGS = {
    "p",
    "h2",
    "h3",
    "strong",
    "blockquote",
    "ul",
    "ol",
    "li",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
}
CLICHES = [
    "不仅仅是",
    "与其说",
    "赋能",
    "砥砺前行",
    "谱写",
    "新篇章",
    "蓄势",
    "抓手",
    "见证着",
    "诉说着",
    "仿佛在",
]

# Rules of the house about punctuation and numbers: what may not stand in the copy.
FORBIDDEN = {
    "ASCII mark next to Han": rf"{HAN}[,;:?!()]|[,;:?!()]{HAN}",
    "ASCII full stop after Han": rf"{HAN}\.",
    "ASCII quotation mark": r"[\"']",
    "comma between titles or quotes": r"》、《|”、“",
    "doubled stop": r"[，。、；：]{2,}",
    "malformed ellipsis": r"\.{3,}|。{2,}|(?<!…)…(?!…)|…{3,}",
    "malformed dash": r"--|－|–|(?<!—)—(?!—)(?!\d)",
    "blank beside Han or full-width mark": rf"{HAN} {HAN}|[，。；：？！”’》] | [，。；：？！“‘《]|\u3000",
    "full-width letter or digit": r"[０-９Ａ-Ｚａ-ｚ]",
    "invisible character": r"[\u200b-\u200f\u202a-\u202e\u2060\ufeff\u00ad\ufffd]",
    "quotes of the other script": r"[「」『』]",
    "digit before 几": r"\d+几",
    "digit before 千 or 百": r"\d千(?![米克瓦])|\d百(?!分)",
    "two-digit year": r"(?<!\d)\d{2}年(?=\d{1,2}月)",
    "five digits before 万": r"\d{5,}万",
    "截止 for 截至": r"截止(?:到|目前|今|昨|本|上|\d)",
    "doubled function word": r"(?<!目)的的(?!确)|(?<!为)(?<!不)了了(?!解)|是是|在在(?!场)|和和|与与",
    "placeholder": r"XXX|待补|待采访|TODO",
    "traditional character": r"[為產發國區體實現關業東車門開電話會長寶醫學習觀點]",
    "telephone or identity number": r"1[3-9]\d{9}|\d{17}[\dXx]",
}


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


SITE = read(DEMO / "site.toml")
SERIES = read(DEMO / "series.toml")
FINISHED = read(DEMO / "finished.toml")["series"]
STORIES = {path.stem: read(path) for path in sorted((DEMO / "stories").glob("*.toml"))}
STATE_OF = {slot["story"]: slot["state"] for slot in SERIES["instalments"] if "story" in slot}
ORDINARY = set(STORIES) - set(STATE_OF) - {SERIES["series"]["front"], FINISHED["front"]}
PUBLIC = {slug for slug, state in STATE_OF.items() if state in READABLE} | ORDINARY


class Body(HTMLParser):
    """Notes the tags, the picture keys and the text of one body."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.uses: list[str] = []
        self.stack: list[str] = []
        self.paragraphs: list[str] = [""]
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "img":
            assert [name for name, _ in attrs] == ["data-use"]
            self.uses.append(attrs[0][1] or "")
            return
        assert attrs == [], f"<{tag}> carries attributes"
        self.tags.add(tag)
        self.stack.append(tag)
        self.paragraphs.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.stack and self.stack.pop() == tag, f"</{tag}> closes nothing"
        self.paragraphs.append("")

    def handle_data(self, data: str) -> None:
        self.paragraphs[-1] += data.strip("\n")

    @property
    def texts(self) -> list[str]:
        return [text for text in self.paragraphs if text.strip()]


def han_count(text: str) -> int:
    return len(re.findall(HAN, text))


def body_length(slug: str) -> int:
    return sum(han_count(text) for text in Body(STORIES[slug]["body"]).texts)


def copy_of(story: dict[str, Any]) -> list[str]:
    """Every line of copy a person would read: fields, paragraphs, captions, labels, notices, opinions."""
    lines = [story[field] for field in TEXT_FIELDS] + Body(story["body"]).texts
    for image in story.get("images", []):
        lines += [image["alt"], image["caption"], image.get("ai_label", "")]
    for figure in story.get("key_figures", []):
        lines += [figure["label"], figure["source"], figure["unit"], figure["prefix"]]
    lines += [opinion["text"] for opinion in story.get("opinions", [])]
    for correction in story.get("corrections", []):
        lines += [correction["wrong"], correction["right"], correction["passage"]]
    lines += [text for key, text in story.get("withdrawal", {}).items() if key in {"reason", "notice"}]
    later = story.get("later", {})
    lines += [text for text in later.values() if isinstance(text, str)]
    lines += [change["new"] for change in later.get("replace", [])]
    return [line for line in lines if line]


def assert_balanced(text: str) -> None:
    open_marks: list[str] = []
    pairs = {"”": "“", "’": "‘", "》": "《", "）": "（", "〉": "〈"}
    for mark in text:
        if mark in pairs.values():
            assert mark not in open_marks, f"{mark} inside {mark}: {text}"
            open_marks.append(mark)
        elif mark in pairs:
            assert open_marks and open_marks.pop() == pairs[mark], f"{mark} closes nothing: {text}"
    assert not open_marks, f"{open_marks} left open: {text}"


def site_copy() -> list[str]:
    mast = SITE["masthead"]
    lines = [mast["tagline"], mast["organiser"]] + [person["bio"] for person in SITE["contributors"]]
    lines += [chapter[key] for chapter in SERIES["chapters"] for key in ("name", "label", "blurb")]
    lines += [moment["text"] for moment in SERIES["moments"]]
    lines += [
        slot[key]
        for slot in SERIES["instalments"]
        for key in ("announced_title", "working_title")
        if key in slot
    ]
    for page in SITE["pages"]:
        lines += [page["title"], *Body(page["body"]).texts]
    return lines
