"""The one table of what may stand in a body, and what is made from it: nh3's cleaner and the editor's configuration.

Whatever the editor is told, `clean` decides. The widget of the body field takes its configuration from here.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Any
from uuid import UUID

import nh3
from django.templatetags.static import static
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from articles.body.links import clean_href

# tag → attributes. Nothing else is stored, whoever wrote it. Never add style, class, id, svg, math or iframe.
ALLOWED: dict[str, frozenset[str]] = {
    **{tag: frozenset() for tag in ("p", "h2", "h3", "blockquote", "ul", "ol", "li", "hr", "br")},
    **{tag: frozenset() for tag in ("strong", "em", "s", "sup", "sub")},
    **{tag: frozenset() for tag in ("table", "caption", "thead", "tbody", "tr")},
    "th": frozenset({"colspan", "rowspan"}),
    "td": frozenset({"colspan", "rowspan"}),
    "a": frozenset({"href"}),
    "img": frozenset({"data-use"}),
}
MARKS = ("a", "strong", "em", "s", "sup", "sub")  # in the order in which they nest
URL_SCHEMES = frozenset({"http", "https", "mailto"})
MAX_SPAN = 50  # columns or rows: a browser builds what a cell claims

# What the editor needs to show a picture; `clean` takes it off again.
_EDITOR_ONLY = {"img": ("src", "alt")}
_REQUIRED = {"a": "href", "img": "src"}
_LANGUAGES = {"zh-hans": "zh-cn", "zh-hant": "zh", "en": "en"}
_SPAN = re.compile(r"[1-9]\d?", re.ASCII)
_static_later = lazy(static, str)


def clean_attribute(tag: str, name: str, value: str) -> str | None:
    """The value as it may be stored, or None where the attribute must go."""
    if name not in ALLOWED.get(tag, frozenset()):
        return None
    if name == "href":
        return clean_href(value)
    if name == "data-use":
        return clean_use(value)
    spans = _SPAN.fullmatch(value.strip()) and 2 <= int(value) <= MAX_SPAN
    return str(int(value)) if spans else None


def clean_use(value: str) -> str | None:
    """The uid of a picture's use in its one spelling, or None."""
    if len(value) != 36:
        return None
    try:
        return str(UUID(value))
    except ValueError:
        return None


@cache
def cleaner() -> nh3.Cleaner:
    """The last word on every body: built from the table, once."""
    return nh3.Cleaner(
        tags=set(ALLOWED),
        attributes={tag: set(names) for tag, names in ALLOWED.items() if names},
        attribute_filter=clean_attribute,
        url_schemes=set(URL_SCHEMES),
        strip_comments=True,
        link_rel=None,
    )


def editor_config(language: str) -> dict[str, Any]:
    """CKEditor's configuration for one language of the desk (zh-hans, zh-hant, en). JSON-able but for lazy strings."""
    return {
        "language": _LANGUAGES.get(language, "en"),
        "versionCheck": False,
        "title": _("Body"),
        "width": "100%",
        "autoGrow_minHeight": 420,
        "autoGrow_maxHeight": 900,
        "autoGrow_onStartup": True,
        "bodyClass": "desk-copy",
        "contentsCss": [_static_later("articles/editor/contents.css")],
        "format_tags": "p;h2;h3",
        "fullPage": False,
        "entities": False,
        # Custom rules keep the upload plugin from adding its own: the marks of a picture that is on its way.
        "allowedContent": _content_rules() + ";*[!data-widget,!data-cke-upload-id]",
        # No '*[data-*]' here: it would break uploads by drop and paste.
        "disallowedContent": "script style iframe object embed form *[on*]",
        "pasteFilter": _content_rules(),
        "forceSimpleAmpersand": True,
        "disableNativeSpellChecker": False,
        "image2_disableResizer": True,
        "clipboard_handleImages": False,  # no pictures as data in the text
        "linkShowAdvancedTab": False,
        "linkShowTargetTab": False,
        **_plugins(),
    }


def _plugins() -> dict[str, Any]:
    """Buttons and plugins. What could reach another host, run code or print unfiltered HTML is removed."""
    return {
        "toolbar": [
            ["Format", "Bold", "Italic", "Strike", "Subscript", "Superscript"],
            ["NumberedList", "BulletedList", "Blockquote", "Table", "HorizontalRule"],
            ["Link", "Unlink"],
            ["PasteText", "RemoveFormat", "Undo", "Redo", "Find", "Maximize"],
        ],
        "extraPlugins": "uploadimage,image2,autogrow",
        "removePlugins": (
            "image,exportpdf,elementspath,scayt,wsc,iframe,iframedialog,flash,forms,smiley,save,newpage,preview,print,"
            "templates,docprops,about,sourcearea,div,bidi,language,codesnippet,codesnippetgeshi,embed,mathjax"
        ),
        "removeDialogTabs": "link:advanced;link:target;link:upload;table:advanced",
    }


def _content_rules() -> str:
    """The table in the editor's own notation: `p strong; td th[colspan,rowspan]; a[!href]`."""
    plain = [tag for tag, names in ALLOWED.items() if not names]
    rules = [" ".join(plain)]
    for tag, names in ALLOWED.items():
        if names:
            wanted = _REQUIRED.get(tag, "")
            listed = sorted({*names, *_EDITOR_ONLY.get(tag, ())} - {wanted})
            rules.append(f"{tag}[{','.join([f'!{wanted}'] * bool(wanted) + listed)}]")
    return ";".join(rules)
