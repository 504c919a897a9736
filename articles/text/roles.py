"""The closed tables of credit roles and personal titles, and how their printed forms are recognised.

`ROLES` and `TITLES` are data: the desk's seed rows, the credit parser and its renderer all read them.
Matching is on the folded (simplified) form, longest first; what was printed is never changed by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from articles.text.fold import fold

Script = Literal["hans", "hant", "en"]
Group = Literal["make", "edit", "proof", "review", "lead", "source"]


@dataclass(frozen=True, slots=True)
class Role:
    """A kind of work on a story. `order` is the house order maker → signer; the first form is canonical."""

    code: str
    order: int
    group: Group
    zh_hans: tuple[str, ...]
    zh_hant: tuple[str, ...]
    en: str
    en_by: str

    def label(self, script: Script) -> str:
        """The canonical label in a script, without a colon: 责编, 責編, Managing editor."""
        return {"hans": self.zh_hans[0], "hant": self.zh_hant[0], "en": self.en}[script]


@dataclass(frozen=True, slots=True)
class Title:
    """What a person is called in front of the name. `zh_hans` is the canonical form stored everywhere."""

    zh_hans: str
    zh_hant: str
    en: str
    order: int


def _role(code: str, order: int, group: Group, en: str, en_by: str, forms: str) -> Role:
    """One row; `forms` are `simplified/traditional` pairs (one word where both are written alike)."""
    pairs = [form.split("/") for form in forms.split()]
    hans, hant = tuple(pair[0] for pair in pairs), tuple(pair[-1] for pair in pairs)
    return Role(code, order, group, hans, hant, en, en_by)


ROLES: tuple[Role, ...] = (
    _role("text", 10, "make", "Text", "By", "文 文字 撰文 撰稿 采写/採寫 执笔/執筆 稿件 作者 采编/採編"),
    _role("photo", 11, "make", "Photos", "Photos by", "图/圖 图片/圖片 摄影/攝影 摄/攝"),
    _role(
        "photo_courtesy",
        12,
        "make",
        "Photo courtesy of",
        "Photo courtesy of",
        "供图/供圖 图片提供/圖片提供 图源/圖源 图片来源/圖片來源",
    ),
    _role("video", 13, "make", "Video", "Video by", "视频/視頻 摄像/攝像 拍摄/拍攝 影片 影音"),
    _role("edit_video", 14, "make", "Video editing", "Video edited by", "剪辑/剪輯 视频剪辑/視頻剪輯"),
    _role("voice", 15, "make", "Narration", "Narrated by", "配音 解说/解說 播音"),
    _role("audio", 16, "make", "Audio", "Audio by", "音频/音頻 录音/錄音"),
    _role("graphic", 17, "make", "Graphics", "Graphics by", "制图/製圖 图表/圖表 绘图/繪圖"),
    _role("illustration", 18, "make", "Illustration", "Illustrations by", "插画/插畫 漫画/漫畫"),
    _role("poster", 19, "make", "Poster", "Poster by", "海报/海報"),
    _role("translator", 20, "make", "Translation", "Translated by", "翻译/翻譯 译/譯 编译/編譯"),
    _role("editor", 30, "edit", "Editor", "Edited by", "编辑/編輯 文编/文編 网络编辑/網絡編輯 小编/小編"),
    _role(
        "art_editor",
        31,
        "edit",
        "Design",
        "Designed by",
        "美编/美編 美术编辑/美術編輯 视觉/視覺 版式 排版 设计/設計",
    ),
    _role("duty_editor", 32, "edit", "Managing editor", "Managing editor", "责编/責編 责任编辑/責任編輯"),
    _role("proofreader", 40, "proof", "Proofreader", "Proofread by", "校对/校對 校"),
    _role("proof1", 41, "proof", "First proof", "First proof by", "一校"),
    _role("proof2", 42, "proof", "Second proof", "Second proof by", "二校"),
    _role("proof3", 43, "proof", "Third proof", "Third proof by", "三校"),
    _role("review1", 50, "review", "First review", "First review by", "初审/初審 一审/一審"),
    _role("review2", 51, "review", "Second review", "Second review by", "复审/復審 二审/二審 覆审/覆審"),
    _role("review3", 52, "review", "Final review", "Final review by", "终审/終審 三审/三審"),
    _role("reviewer", 53, "review", "Reviewed by", "Reviewed by", "审核/審核 编审/編審"),
    _role("signoff", 54, "review", "Signed off by", "Signed off by", "签发/簽發 审签/審簽"),
    _role("coordinator", 60, "lead", "Coordinator", "Coordinated by", "统筹/統籌 总统筹/總統籌"),
    _role("planner", 61, "lead", "Planning", "Planned by", "策划/策劃 总策划/總策劃 创意/創意"),
    _role(
        "chief_editor",
        70,
        "lead",
        "Chief editor",
        "Chief editor",
        "主编/主編 值班主编/值班主編 值班编委/值班編委 总编辑/總編輯",
    ),
    _role("supervisor", 80, "lead", "Supervisor", "Supervised by", "监制/監製"),
    _role(
        "exec_supervisor",
        81,
        "lead",
        "Executive supervisor",
        "Executive supervisor",
        "总监制/總監製 总监/總監",
    ),
    _role("presenter", 90, "lead", "Presented by", "Presented by", "出品 出品人 联合出品/聯合出品"),
    _role("producer", 91, "lead", "Production", "Produced by", "制作/製作 制片人/製片人 技术支持/技術支持"),
    _role(
        "source",
        99,
        "source",
        "Source",
        "Source",
        "来源/來源 信源 信息来源/信息來源 稿源 资料来源/資料來源 消息来源/消息來源 文章来源/文章來源",
    ),
)

TITLES: tuple[Title, ...] = (
    Title("首席记者", "首席記者", "Chief Reporter", 1),
    Title("特派记者", "特派記者", "Special Correspondent", 2),
    Title("全媒体记者", "全媒體記者", "Multimedia Reporter", 3),
    Title("融媒体记者", "融媒體記者", "Multimedia Reporter", 4),
    Title("记者", "記者", "Reporter", 5),
    Title("摄影记者", "攝影記者", "Photojournalist", 6),
    Title("特约记者", "特約記者", "Contributing Reporter", 7),
    Title("见习记者", "見習記者", "Junior Reporter", 8),
    Title("实习记者", "實習記者", "Trainee Reporter", 9),
    Title("评论员", "評論員", "Commentator", 10),
    Title("特约评论员", "特約評論員", "Contributing Commentator", 11),
    Title("特约撰稿人", "特約撰稿人", "Contributing Writer", 12),
    Title("特约通讯员", "特約通訊員", "Contributing Correspondent", 13),
    Title("通讯员", "通訊員", "Correspondent", 14),
    Title("报道员", "報道員", "Local Correspondent", 15),
    Title("实习生", "實習生", "Intern", 16),
)

ROLE_BY_CODE: dict[str, Role] = {role.code: role for role in ROLES}
TITLE_BY_NAME: dict[str, Title] = {title.zh_hans: title for title in TITLES}

# Labels that name two kinds of work in one word.
_COMPOUND = {
    "文图": ("text", "photo"),
    "图文": ("photo", "text"),
    "摄影报道": ("text", "photo"),
}
# 通信员 and 報導 are the same words through another converter or in Taiwan's usage.
_TITLE_ALIASES = {"通信员": "通讯员", "特约通信员": "特约通讯员", "报导员": "报道员"}

# What may stand after the names: “王忠虎 摄”, “李嘉欣供图”, “徐菁 文/图”.
SUFFIXES: dict[str, tuple[str, ...]] = {
    "摄影报道": ("text", "photo"),
    "摄影报导": ("text", "photo"),
    "文/图": ("text", "photo"),
    "图/文": ("photo", "text"),
    "摄": ("photo",),
    "摄影": ("photo",),
    "供图": ("photo_courtesy",),
}
# Roles short enough to stand behind a slash: “徐菁/文”.
SHORT_ROLES: dict[str, str] = {"文": "text", "图": "photo", "摄": "photo", "摄影": "photo", "视频": "video"}


@lru_cache(maxsize=1)
def _labels() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = dict(_COMPOUND)
    for role in ROLES:
        for form in (*role.zh_hans, *role.zh_hant):
            table[fold(form)] = (role.code,)
    return table


@lru_cache(maxsize=1)
def _titles() -> dict[str, str]:
    table = {fold(title.zh_hans): title.zh_hans for title in TITLES}
    return table | _TITLE_ALIASES


@lru_cache(maxsize=1)
def _title_lengths() -> tuple[int, ...]:
    return tuple(sorted({len(title) for title in _titles()}, reverse=True))


def role_codes(label: str) -> tuple[str, ...] | None:
    """The roles one unpadded label stands for, in either script, or None if the table has no such label."""
    return _labels().get(fold(label))


def longest_label() -> int:
    """Length in characters of the longest role label, so that callers know how far to look."""
    return max(map(len, _labels()))


def canonical_title(word: str) -> str | None:
    """The stored (simplified) form of a title printed in either script, or None."""
    return _titles().get(fold(word))


def title_at_end(word: str) -> tuple[str, str] | None:
    """Split `[organisation]title`: “县融媒体中心记者” → (“县融媒体中心”, “记者”); None without a title."""
    flat = fold(word)
    for length in _title_lengths():
        if flat[-length:] in _titles() and len(flat) >= length:
            return word[:-length], _titles()[flat[-length:]]
    return None


def find_title(word: str) -> tuple[int, int, str] | None:
    """The first title inside a word as (start, end, canonical), the longest of those starting there."""
    flat = fold(word)
    for start in range(len(flat)):
        for length in _title_lengths():
            title = _titles().get(flat[start : start + length])
            if title is not None:
                return start, start + length, title
    return None


def title_label(title: str, script: Script) -> str:
    """A stored title in a script; one that is not in the table is returned as it is."""
    row = TITLE_BY_NAME.get(title)
    if row is None:
        return title
    return {"hans": row.zh_hans, "hant": row.zh_hant, "en": row.en}[script]


def translate_label(label: str, script: Script) -> str | None:
    """A printed label in the wanted Chinese script through the table of pairs; None if it is not in it."""
    flat = fold(label)
    for role in ROLES:
        for hans, hant in zip(role.zh_hans, role.zh_hant, strict=True):
            if flat == fold(hans):
                return hant if script == "hant" else hans
    return None
