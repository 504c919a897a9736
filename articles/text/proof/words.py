"""W: words – 截止, doubled characters, plan names, placeholders, boilerplate, private numbers, headlines.

Patterns are written in simplified script and read the folded copy.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from articles.text.proof.copy import HAN, Copy
from articles.text.proof.model import ANY, Context, Example, Finding, Rule, gettext_noop
from articles.text.story.lines import Line as StoryLine
from articles.text.story.lines import is_call, is_notice

_DEADLINE = re.compile(
    r"(?<!报名)(?<!申请)(?<!申报)(?<!征稿)(?<!征集)(?<!投票)(?<!缴费)"
    r"截止(?:到|至)?(?=目前|今|昨|本|上|\d|[一二三四五六七八九十]{1,2}月)"
)
_UNTIL_TWICE = re.compile(r"截至[^，。；\n]{0,14}?(为止)")
_DOUBLED = re.compile(
    r"(?<!目)的的(?![确士])|(?<![为除不])了了(?![解之分结断却事无])|(?<!还)是是(?!非)|(?<![存现实内潜旨所自])在在"
    r"|(?<![温缓平谐柔总共])和和(?![美气睦顺])|(?<!参)与与|(?<![因认以成作称化变视])为为"
    r"|(?<![大名老上中少小干虎])将将|(?<![应针面反核相绝校])对对(?!子)"
)
_PLAN = re.compile(
    r"(?<![“‘「『二三四五六七八九十])十[一二三四五六]五(?![”’」』])(?=规划|时期|期间|开局|收官)"
)
_PRIVATE_NUMBER = re.compile(
    r"(?<![\d.])1[3-9]\d(?:\d{8}|[ \-]\d{4}[ \-]\d{4})(?!\d)|(?<![\dA-Za-z])\d{17}[\dXx](?![\dA-Za-z])"
)
_PLACEHOLDER = re.compile(
    r"!\[\]\(\)|(?<![A-Za-z])[XＸ×]{3,}+(?![A-Za-z])|(?<![A-Za-z])TODO(?![A-Za-z])|此处插|【图】|【图片】"
    r"|[（(【\[]待(?:补|核)(?:充|实)?[）)】\]]|(?<![亟有尚急仍还犹])待[补核](?=[，。；、）)】\]\s]|$)",
    re.MULTILINE,
)
_BOILERPLATE = re.compile(
    r"为自媒体平台[“\"]?网易号|本平台仅提供信息存储(?:空间)?服务|点击[上下]方蓝字|喜欢就请转发"
)
_SYMBOLS = frozenset("★☆■□◆◇●○▲△▼▽㊣※→←↑↓§")
_EXCLAIMED = re.compile(r"[！!？?]{2,}")
_HAN = re.compile(f"[{HAN}]")

_ENDS_WITH_STOP = gettext_noop("A headline does not end with a full stop")
_HAS_SYMBOL = gettext_noop("Symbol in a headline")
_SHOUTS = gettext_noop("Marks piled up in a headline")
_TOO_LONG = gettext_noop("The headline has %(length)s characters; %(limit)s are allowed")


def deadline_for_until(copy: Copy) -> Iterator[Finding]:
    """W02: 截止 ends something, 截至 looks at a moment."""
    for hit in _DEADLINE.finditer(copy.flat):
        yield Finding(hit.start(), hit.end(), "截至")


def until_twice(copy: Copy) -> Iterator[Finding]:
    """W03: 截至 and 为止 say the same."""
    for hit in _UNTIL_TWICE.finditer(copy.flat):
        yield Finding(hit.start(), hit.end(), copy.text[hit.start() : hit.start(1)])


def doubled_words(copy: Copy) -> Iterator[Finding]:
    """W06: a function word typed twice; where two words meet (现在在建, 因为为民) nothing is doubled."""
    for hit in _DOUBLED.finditer(copy.flat):
        yield Finding(hit.start(), hit.end(), copy.text[hit.start()])


def unquoted_plans(copy: Copy) -> Iterator[Finding]:
    """W07: “十五五” is a name and stands in quotation marks."""
    for hit in _PLAN.finditer(copy.flat):
        yield Finding(hit.start(), hit.end(), copy.quoted(hit[0]))


def private_numbers(copy: Copy) -> Iterator[Finding]:
    """W12: a mobile number or the number of an identity card."""
    for hit in _PRIVATE_NUMBER.finditer(copy.text):
        yield Finding(hit.start(), hit.end())


def placeholders(copy: Copy) -> Iterator[Finding]:
    """W14: what somebody wanted to fill in; 有待补充 and 待核实 are news."""
    for hit in _PLACEHOLDER.finditer(copy.flat):
        yield Finding(hit.start(), hit.end())


def boilerplate(copy: Copy) -> Iterator[Finding]:
    """W15: what a platform adds around a story. A line that is nothing else can go by itself."""
    for line in copy.lines:
        stripped = line.text.strip()
        folded = StoryLine(stripped, line.flat.strip().lower())
        if stripped and (is_notice(folded) or is_call(folded, at_edge=False)):
            yield Finding(line.start, min(line.end + 1, len(copy.text)))
            continue
        for hit in _BOILERPLATE.finditer(line.flat):
            yield Finding(line.start + hit.start(), line.start + hit.end(), autofix=False)


def headlines(copy: Copy) -> Iterator[Finding]:
    """W18: a headline with a full stop, with symbols, with piled-up marks, or too long. Only for headlines."""
    if not copy.context.headline:
        return
    text = copy.text.rstrip()
    if text.endswith(("。", ".")) and not text.endswith("..."):
        yield Finding(len(text) - 1, len(text), message=_ENDS_WITH_STOP)
    for hit in _EXCLAIMED.finditer(text):
        yield Finding(hit.start(), hit.end(), hit[0][0], _SHOUTS)
    for at, char in enumerate(text):
        if char in _SYMBOLS or unicodedata.category(char) == "So":
            yield Finding(at, at + 1, message=_HAS_SYMBOL)
    length, limit = len(text.strip()), copy.context.headline_limit
    if length > limit:
        params = {"length": str(length), "limit": str(limit)}
        yield Finding(limit, len(text), message=_TOO_LONG, params=params)


_HEADLINE = Context(headline=True)

RULES = (
    Rule(
        "W02",
        "warn",
        gettext_noop("截止 in place of 截至"),
        deadline_for_until,
        (
            Example("截止2025年底", "截至2025年底"),
            Example("截止到目前", "截至目前", "hant"),
        ),
        fine=("报名昨日截止", "报名截止到3月5日", "截止日期"),
    ),
    Rule(
        "W03",
        "warn",
        gettext_noop("截至 and 为止 together"),
        until_twice,
        (
            Example("截至目前为止", "截至目前"),
            Example("截至目前為止", "截至目前", "hant"),
        ),
        fine=("到目前为止", "截至目前，一切为止血而做"),
    ),
    Rule(
        "W06",
        "warn",
        gettext_noop("Function word typed twice"),
        doubled_words,
        (
            Example("建设的的速度", "建设的速度"),
            Example("建設了了一批", "建設了一批", "hant"),
            Example("这是是重点", "这是重点"),
            Example("企业和和学校", "企业和学校"),
            Example("把项目将将完成", "把项目将完成"),
        ),
        fine=(
            "为了了解情况",
            "实实在在的成效",
            "现在在建项目",
            "因为为民服务",
            "参与与共享",
            "和和美美",
            "的的确确",
            "搞清是是非非",
            "应对对手",
        ),
    ),
    Rule(
        "W07",
        "warn",
        gettext_noop("Name of a five-year plan without quotation marks"),
        unquoted_plans,
        (
            Example("十五五规划开局", "“十五五”规划开局"),
            Example("十五五規劃開局，「一體化」", "「十五五」規劃開局，「一體化」", "hant"),
            Example("十四五時期", "“十四五”時期", "hant"),
        ),
        fine=("十五五个", "“十五五”规划"),
    ),
    Rule(
        "W12",
        "block",
        gettext_noop("Mobile or identity card number"),
        private_numbers,
        (
            Example("联系电话13812345678", "联系电话0411-12345678"),
            Example("身份證21010119900101123X", "身份證號略", "hant"),
        ),
        fine=("编号138123456789", "2026年1月1日"),
        scripts=ANY,
    ),
    Rule(
        "W14",
        "block",
        gettext_noop("Placeholder left in the text"),
        placeholders,
        (
            Example("![]()\n编者按", "编者按"),
            Example("总投资XXX亿元", "总投资20亿元"),
            Example("數字（待核）", "數字152", "hant"),
            Example("TODO: name", "Name", "en"),
        ),
        fine=("消息有待核实", "亟待补齐短板", "XXXL号", "3×4"),
        scripts=ANY,
    ),
    Rule(
        "W15",
        "warn",
        gettext_noop("Boilerplate of a platform"),
        boilerplate,
        (
            Example(
                "正文。\n特别声明：以上内容（如有图片或视频亦包括在内）为自媒体平台“网易号”用户上传并发布，本平台仅提供信息存储服务。",
                "正文。\n",
            ),
            Example("點擊上方藍字關注我們\n正文。", "正文。", "hant"),
            Example("喜欢就请转发、扩散、点赞、在看，精彩继续~", ""),
        ),
        fine=("他给朋友点赞。",),
        scripts=ANY,
        autofix=True,
    ),
    Rule(
        "W18",
        "warn",
        gettext_noop("Headline with a full stop, symbols, piled-up marks, or too long"),
        headlines,
        (
            Example("重磅！！！", "重磅！", "hans", _HEADLINE),
            Example("★重大项目开工", "重大项目开工", "hans", _HEADLINE),
            Example("重大項目開工。", "重大項目開工", "hant", _HEADLINE),
            Example("项目" * 16, "项目" * 15, "hans", _HEADLINE),
        ),
        fine=("重大项目开工。★",),
    ),
)
