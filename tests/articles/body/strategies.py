"""Hostile HTML for property tests: fragments that are dangerous apart, glued together at random."""

import re

from hypothesis import strategies as st

USE = "0f8fad5b-d9cb-469f-a165-70867728950e"
_TAGS = re.split(
    " ",
    "p div section h1 h2 h3 h6 b strong i em s del sup sub a ul ol li blockquote table caption thead tbody tfoot tr td th "
    "br hr img span font svg math style script iframe noscript title textarea xmp plaintext template form input base "
    "annotation-xml foreignObject mglyph select option o:p",
)
_ATTRIBUTES = [
    "", " onclick=alert(1)", ' style="position:fixed"', ' href="javascript:alert(1)"', ' href="/articles/a/?x=1&y=2"',
    ' href="https://example.org/a b"', ' href="//evil"', f' data-use="{USE}"', ' data-use="x"', " src=x onerror=alert(1)",
    " colspan=3", ' rowspan="99"', ' colspan="x"', " id=location", ' title="</noscript><img src=x onerror=1>"', " a'b",
    ' x="', " =y", " /",
]  # fmt: skip
_TEXTS = [
    "中文", "　　缩进", "a", " ", "\n", "\u00a0", "&nbsp;", "&lt;", "&amp;lt;", "&#0;", "&#xd800;", "&#x202e;", "&ZeroWidthSpace;",
    "\u200d", "👨\u200d👩", "\u0338", "e\u0301", "\u1100\u1161", "\u200b", "\u202e", "\ufeff", "\x00", "\x85", "\u2028", "\ud800",
    "<", ">", "&", '"', "'", "<!--", "-->", "--!>", "<![CDATA[", "]]>", "<?", "</", "</ ", "<!", "{{7*7}}", "\u3000", "ﬀ", "Å", "{%", "\r\n",
]  # fmt: skip

_tag = st.builds(
    lambda slash, name, attribute, end: f"<{slash}{name}{attribute}{end}",
    st.sampled_from(["", "", "/"]),
    st.sampled_from(_TAGS),
    st.sampled_from(_ATTRIBUTES),
    st.sampled_from([">", ">", ">", "/>", ""]),
)
hostile_html = st.lists(st.one_of(_tag, st.sampled_from(_TEXTS), st.text(max_size=4)), max_size=25).map(
    "".join
)

_STRUCTURE = re.split(
    " ",
    "p div h2 h4 b em a s ul ol li dl dd blockquote table caption thead tbody tfoot tr td th br hr svg span",
)
_structure_tag = st.builds(
    lambda slash, name: f"<{slash}{name}>", st.sampled_from(["", "", "/"]), st.sampled_from(_STRUCTURE)
)
structures = st.lists(_structure_tag, max_size=30).map(
    lambda tags: [part for number, tag in enumerate(tags) for part in (tag, chr(0x4E00 + number))]
)
