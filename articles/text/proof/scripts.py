"""W04 and T: characters and words of the other script, and variants mixed in one piece.

Traditional text is checked against the traps of machine conversion (基于, 核準), not converted.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

from articles.text.fold import fold_table
from articles.text.proof.copy import Copy
from articles.text.proof.model import HANS, HANT, Example, Finding, Rule, gettext_noop
from articles.text.wordlists import words

# Characters that fold to another one and all the same belong to simplified text, if only to names.
_SIMPLIFIED_TOO = frozenset("昇脩釐迺谿鍾瞭祇扞陞甦濛噁堃喆甯邨犇龢衹鎏堯翀")
# The other way round: not in Big5, and still printed in traditional text.
_TRADITIONAL_TOO = frozenset("着恒咤姹叁虬栀瑷雠惧")

# Words as a converter leaves them or spoils them; only the last character of the first half is wrong where
# the second half is a single one.
_LEFT = (
    "基于:於 屬于:於 位于:於 關于:於 由于:於 對于:於 處于:於 鑒于:於 鑑于:於 善于:於 勇于:於 敢于:於 致力于:於 有利于:於 有助于:於",
    "限于:於 居于:於 等于:於 高于:於 低于:於 大于:於 小于:於 多于:於 少于:於 優于:於 終于:於 至于:於 源于:於 始于:於 生于:於 便于:於",
    "急于:於 忙于:於 難于:於 易于:於 樂于:於 出于:於 過于:於 在于:於 用于:於 來自于:於 不亞于:於 不同于:於 相當于:於 獨立于:於",
    "之后:後 今后:後 以后:後 然后:後 最后:後 隨后:後 前后:後 背后:後 先后:後 落后:後 其后:後 此后:後 事后:後 會后:後 戰后:後",
    "建成后:後 投用后:後 投產后:後 完工后:後 結束后:後 完成后:後 開工后:後 發布后:後 年后:後 天后來:後 月后:後",
    "率先垂范:範 示范:範 規范:範 模范:範 防范:範 典范:範 師范:範 并發布:並 凈化:淨",
)
_WHOLE = (
    "核準:核准 標准:標準 水准:水準 制作:製作 制造:製造 研制:研製 監制:監製 印制:印製 繪制:繪製 錄制:錄製 攝制:攝製 特制:特製",
    "制成:製成 制品:製品 制片:製片 制圖:製圖 復制:複製 建筑:建築 構筑:構築 修筑:修築 范圍:範圍 范例:範例 范本:範本",
    "干部:幹部 骨干:骨幹 干事:幹事 干活:幹活 實干:實幹 苦干:苦幹 才干:才幹 干勁:幹勁 干線:幹線 主干:主幹 樹干:樹幹 能干:能幹",
    "干凈:乾淨 干淨:乾淨 干燥:乾燥 餅干:餅乾 純凈:純淨 凈水:淨水 凈利:淨利 潔凈:潔淨 于是:於是",
    "并且:並且 并非:並非 并不:並不 并無:並無 并將:並將 并行:並行 并存:並存 并列:並列 并肩:並肩 并重:並重",
    "這里:這裡 那里:那裡 哪里:哪裡 里面:裡面 心里:心裡 家里:家裡 夜里:夜裡 放松:放鬆 輕松:輕鬆 寬松:寬鬆 松弛:鬆弛",
    "云計算:雲計算 云平臺:雲平臺 云端:雲端 征求:徵求 征集:徵集 象征:象徵 特征:特徵 征收:徵收 征詢:徵詢 長徵:長征 新徵程:新征程",
    "斗爭:鬥爭 奮斗:奮鬥 戰斗:戰鬥 丑聞:醜聞 聯系:聯繫 關系:關係 細致:細緻 精致:精緻 雅致:雅緻 其余:其餘 業余:業餘 余額:餘額",
    "防御:防禦 雜志:雜誌 標志:標誌 日志:日誌 計划:計劃 規划:規劃 策划:策劃 收獲:收穫 日歷:日曆 農歷:農曆 頭發:頭髮 理發:理髮",
    "几個:幾個 几年:幾年 几天:幾天 幾几:幾幾 谷物:穀物 稻谷:稻穀 皇後:皇后 太後:太后 併發布:並發布 覈准:核准 審覈:審核",
)
# Longer words in which the wrong one is right.
_SOUND = words("標准備 目標准備 三年后冠 若干部 相干部 無干部 千里面 公里面 皇天后土 不致使 天后 影后 規範圍")
_VARIANTS = (("臺", "台"), ("裏", "裡"), ("爲", "為"), ("著", "着"))
# Where one of the two stands in every locale.
_NO_CHOICE = re.compile("煙台|烟台|台州|天台|[顯卓昭]著|著[名作者述稱]|[專編原名土遺論合巨]著")

_FOREIGN_WORD = gettext_noop("“%(wrong)s” should be “%(right)s” in traditional script")


@lru_cache(maxsize=1)
def _traditional_only() -> dict[str, str]:
    """Characters with no place in simplified text, with the simplified one."""
    pairs = ((chr(code), char) for code, char in fold_table().items())
    return {
        char: plain
        for char, plain in pairs
        if char not in _SIMPLIFIED_TOO and not _encodes(char, "gb2312") and not _is_suspect(char)
    }


def _is_suspect(char: str) -> bool:
    """Compatibility forms are the business of another check."""
    return "\uf900" <= char <= "\ufaff"


@lru_cache(maxsize=1)
def _simplified_only() -> dict[str, str]:
    """Characters with no place in traditional text, with the traditional one where there is but one."""
    origins: dict[str, list[str]] = {}
    for code, char in fold_table().items():
        origins.setdefault(char, []).append(chr(code))
    common = {
        char: [one for one in traditional if _encodes(one, "big5")] for char, traditional in origins.items()
    }
    return {
        char: traditional[0] if len(traditional) == 1 else ""
        for char, traditional in common.items()
        if char not in _TRADITIONAL_TOO and not _encodes(char, "big5")
    }


def _encodes(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


@lru_cache(maxsize=1)
def _wrong_words() -> tuple[re.Pattern[str], dict[str, str]]:
    """One pattern for all wrong words (and the right ones they hide in), and what each should be."""
    table = dict(pair.split(":") for pair in words(*_WHOLE))
    for pair in words(*_LEFT):
        wrong, right = pair.split(":")
        table[wrong] = _repaired(wrong, right)
    alternatives = sorted((*table, *_SOUND), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, alternatives))), table


def _repaired(wrong: str, right: str) -> str:
    """The word with its one wrong character replaced: 並 for 并, 淨 for 凈, else the last character."""
    spoilt = {"並": "并", "淨": "凈", "後": "后"}.get(right, wrong[-1])
    return wrong.replace(spoilt, right)


def traditional_in_simplified(copy: Copy) -> Iterator[Finding]:
    """W04: traditional characters in a simplified text, a run of them as one."""
    table = _traditional_only()
    yield from _runs(copy, table)


def wrong_words_in_traditional(copy: Copy) -> Iterator[Finding]:
    """T01: words a converter left or spoilt, and simplified characters, in a traditional text."""
    pattern, table = _wrong_words()
    for hit in pattern.finditer(copy.text):
        if hit[0] in table:
            params = {"wrong": hit[0], "right": table[hit[0]]}
            yield Finding(hit.start(), hit.end(), table[hit[0]], _FOREIGN_WORD, params)
    yield from _runs(copy, _simplified_only())


def _runs(copy: Copy, table: dict[str, str]) -> Iterator[Finding]:
    start = -1
    for at, char in enumerate(copy.text + "\n"):
        if char in table:
            start = at if start < 0 else start
        elif start >= 0:
            right = [table[one] for one in copy.text[start:at]]
            yield Finding(start, at, "".join(right) if all(right) else "")
            start = -1


def mixed_variants(copy: Copy) -> Iterator[Finding]:
    """T02: 臺 and 台, 裏 and 裡, 爲 and 為, 著 and 着 in one piece; the rarer of the two is reported."""
    text = _NO_CHOICE.sub(lambda hit: "\n" * len(hit[0]), copy.text)
    counts = Counter(text)
    for first, second in _VARIANTS:
        if counts[first] and counts[second]:
            rarer, usual = (first, second) if counts[first] < counts[second] else (second, first)
            at = text.find(rarer)
            while at >= 0:
                yield Finding(at, at + 1, usual)
                at = text.find(rarer, at + 1)


RULES = (
    Rule(
        "W04",
        "warn",
        gettext_noop("Traditional characters in a simplified text"),
        traditional_in_simplified,
        (
            Example("推动高質量发展", "推动高质量发展"),
            Example("項目建設", "项目建设"),
        ),
        fine=("乾隆、瞭望、显著、李昇、张堃", "后来干净的台面"),
        scripts=HANS,
    ),
    Rule(
        "T01",
        "warn",
        gettext_noop("Simplified or wrongly converted word in a traditional text"),
        wrong_words_in_traditional,
        (
            Example("基于科學研判", "基於科學研判", "hant"),
            Example("需核準的項目", "需核准的項目", "hant"),
            Example("項目投用后，率先垂范", "項目投用後，率先垂範", "hant"),
            Example("上傳并發布，凈化", "上傳並發布，淨化", "hant"),
            Example("編輯制作，建筑面積", "編輯製作，建築面積", "hant"),
            Example("推动發展", "推動發展", "hant"),
        ),
        fine=("標準備忘，皇后，若干部門，新征程，制度，干擾", "看着，恒久"),
        scripts=HANT,
    ),
    Rule(
        "T02",
        "info",
        gettext_noop("Variants of one character mixed in one piece"),
        mixed_variants,
        (
            Example("平台，舞臺，臺風", "平臺，舞臺，臺風", "hant"),
            Example("看着，寫著，走著", "看著，寫著，走著", "hant"),
        ),
        fine=("煙台的舞臺，顯著，看着",),
        scripts=HANT,
    ),
)
