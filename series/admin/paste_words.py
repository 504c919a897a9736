"""What the importer's codes say in the language of the desk: warnings, refusals of a text, reasons, names of fields.

The parser's own messages are English and go into the JSON; people read these. The paste page and `import_story` use it.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from articles.models import Article
from articles.text.errors import BinaryContent, StoryTooLarge, TextError, UndecodableText
from articles.text.names import looks_converted
from articles.text.roles import Script
from articles.text.story import Warning

WARNINGS: dict[str, Promise] = {
    "no_headline": gettext_lazy("No headline was found. Write one before you submit."),
    "no_body": gettext_lazy("No paragraphs were found."),
    "no_credits": gettext_lazy("No credit lines were found."),
    "headline_guessed": gettext_lazy("Which line is the headline is a guess: “%(text)s”."),
    "editors_note_end_guessed": gettext_lazy(
        "Where the editor's note ends is a guess. Its last paragraph begins: “%(text)s”"
    ),
    "date_removed": gettext_lazy("The date above the text was taken out: %(text)s."),
    "byline_taken_from_body": gettext_lazy("The byline in the first paragraph became a credit: %(text)s."),
    "line_not_understood": gettext_lazy(
        "This line below the text was not understood and stays in the body: “%(text)s”"
    ),
    "several_sources": gettext_lazy("More than one source is named: %(text)s."),
    "invisible_characters": gettext_lazy("Characters that do not print were taken out: %(text)s."),
    "name_maybe_converted": gettext_lazy(
        "The name “%(text)s” looks damaged by conversion; it may be “%(original)s”. It is kept as printed: please check."
    ),
    "name_in_roster": gettext_lazy(
        "The roster writes this name differently in simplified script: %(text)s. It is kept as printed."
    ),
    "names_run_together": gettext_lazy("Several names may run together here: “%(text)s”."),
    "lone_character": gettext_lazy("A single character stands where a name should be: “%(text)s”."),
    "unknown_credit_label": gettext_lazy(
        "“%(text)s” is no credit role of this newsroom; it is kept as printed."
    ),
    "unread_credit": gettext_lazy("This part of the credits was not understood: “%(text)s”."),
    "image_slots": gettext_lazy(
        "Pictures that did not come with the text: %(text)s. Their places are kept; the story cannot be published before each is filled or removed."
    ),
    "picture_missing": gettext_lazy("Not taken along: picture %(text)s."),
    "glyph_unsure": gettext_lazy(
        "The simplified form hangs on the word here; look again after saving: %(text)s."
    ),
    "not_converted": gettext_lazy(
        "OpenCC is not installed: the text stays in traditional script and cannot be published so."
    ),
    "series_not_attached": gettext_lazy(
        "The draft stands in no series. An editor has to put it into its series: %(text)s"
    ),
}

REASONS: dict[str, Promise] = {
    "platform_notice": gettext_lazy("platform notice"),
    "call_to_action": gettext_lazy("call to action"),
    "placeholder": gettext_lazy("placeholder"),
    "label": pgettext_lazy("why a piece was removed", "label"),
}

_OWN_FIELDS: dict[str, Promise] = {
    "credits": gettext_lazy("credits"),
    "series_title": gettext_lazy("series"),
    "removed": gettext_lazy("removed"),
    "": gettext_lazy("not recognised"),
}

SCRIPTS: dict[Script, Promise] = {
    "hans": gettext_lazy("simplified script"),
    "hant": gettext_lazy("traditional script"),
    "en": gettext_lazy("English"),
}


def warning_text(warning: Warning, script: Script) -> str:
    """A warning as a sentence; a code nobody translated as the parser's own English."""
    sentence = WARNINGS.get(warning.code)
    if sentence is None:
        return f"{warning.message} {warning.text}".strip()
    original = looks_converted(warning.text, script) or ""
    return str(sentence) % {"text": warning.text, "original": original}


def error_text(error: TextError) -> str:
    """Why a file or a text cannot be read as a story."""
    if isinstance(error, UndecodableText):
        sentence = _(
            "The file is not UTF-8, UTF-16, GB18030 or Big5 text: it cannot be read from byte %(at)d on."
        )
        return sentence % {"at": error.position}
    if isinstance(error, BinaryContent):
        told = {"kind": error.kind or _("binary data"), "at": error.position}
        return _("This is no text file but %(kind)s (byte %(at)d).") % told
    if isinstance(error, StoryTooLarge):
        kind = _("lines") if error.unit == "lines" else _("characters")
        told = {"limit": f"{error.limit:,}", "unit": kind}
        return _("The text is too long for one story: at most %(limit)s %(unit)s can be read.") % told
    return str(error)


def field_name(field: str, reason: str = "") -> str:
    """The name of a field as the story's form prints it; of a removed piece with its reason."""
    if reason == "h2":
        return _("section head")
    if field == "removed" and reason:
        return _("removed: %(reason)s") % {"reason": REASONS[reason]}
    if field in _OWN_FIELDS:
        return str(_OWN_FIELDS[field])
    return str(Article._meta.get_field(field).verbose_name)  # type: ignore[union-attr]
