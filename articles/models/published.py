"""What the public site may read: one row per public address and script, frozen at publication.

Public code (views, feeds, sitemaps, template tags) imports this file and nothing else of the models.
`articles.publishing` is the only writer. No row here has a key to anything private: only `uid` is shared.
"""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.bounds import bounded


class Script(models.TextChoices):
    """The script a public row is printed in. Simplified is the master."""

    HANS = "hans", _("Simplified Chinese")
    HANT = "hant", _("Traditional Chinese")


def new_mark() -> str:
    """A mark that never was before."""
    return uuid.uuid4().hex


class PublishedGeneration(models.Model):
    """A mark of the present state of all public tables. See `articles.generation`, which alone writes and reads it."""

    mark = models.CharField(max_length=32, primary_key=True, default=new_mark)

    def __str__(self) -> str:
        return self.mark


class PublishedSite(models.Model):
    """The chrome of every page in one row per script: name, sections, footer."""

    # of the public tables as this row was read; "" where it was not read with it
    generation: str = ""

    script = models.CharField(max_length=4, choices=Script, unique=True)
    name = models.CharField(max_length=80)
    tagline = models.CharField(max_length=160, blank=True)
    # [{"slug": "…", "name": "…"}] in printed order
    sections = models.JSONField(default=list)
    # [{"text": "…", "url": "…"}]; the url may be empty
    footer = models.JSONField(default=list)
    # [{"slug": "about", "title": "…"}] in printed order
    pages = models.JSONField(default=list)
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"{self.name} ({self.script})"

    def section_name(self, slug: str) -> str:
        """The printed name of a section, or "" where the site has none of that slug."""
        return next((s["name"] for s in self.sections if s["slug"] == slug), "")


class PublishedPage(models.Model):
    """A standing page of the paper in one script: about, contact, licence."""

    script = models.CharField(max_length=4, choices=Script)
    slug = models.SlugField(max_length=40)
    title = models.CharField(max_length=80)
    body_html = models.TextField()  # safe: built by articles.publishing_site from clean HTML

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["slug", "script"], name="published_page_slug_script"),
        ]

    def __str__(self) -> str:
        return self.title


class PublishedArticleQuerySet(models.QuerySet["PublishedArticle"]):
    """Words of the public side. Nothing here decides whether something may be seen: existing rows may."""

    def in_script(self, script: str) -> PublishedArticleQuerySet:
        """Rows printed in one script."""
        return self.filter(script=script)

    def newest(self) -> PublishedArticleQuerySet:
        """Last first published first; the uid settles ties so that pages are stable."""
        return self.order_by("-first_published_at", "uid")

    def stories(self) -> PublishedArticleQuerySet:
        """Everything with a page of its own: a front's page is its series' landing."""
        return self.exclude(kind="front")

    def corrected(self) -> PublishedArticleQuerySet:
        """Stories that carry at least one correction."""
        return self.filter(has_corrections=True)


class PublishedArticle(models.Model):
    """One story (or front) as readers see it, in one script."""

    uid = models.UUIDField()
    script = models.CharField(max_length=4, choices=Script)
    slug = models.SlugField(max_length=80)
    kind = models.CharField(max_length=12)
    section_slug = models.SlugField(max_length=40, blank=True)
    tags = models.JSONField(default=list)  # ["name", …]
    tag_slugs = models.JSONField(default=list)  # ["address", …] in the same order
    kicker = models.CharField(max_length=200, blank=True)
    headline = models.CharField(max_length=200)
    headline_breaks = models.JSONField(default=list)  # character offsets where a line may break
    subheading = models.CharField(max_length=200, blank=True)
    standfirst = models.TextField(blank=True)
    editors_note = models.TextField(blank=True)
    body_html = models.TextField(blank=True)  # safe: built by articles.body.render_body from clean HTML
    source = models.CharField(max_length=200, blank=True)
    production_note = models.CharField(max_length=200, blank=True)
    # [{"label": "文/图", "roles": ["text","photo"], "people": [{"name","title","organisation","note","contributor"}]}]
    credits = models.JSONField(default=list)
    byline = models.CharField(max_length=300, blank=True)  # the makers in one line, for lists
    # [{"prefix","value","unit","label","source"}], on a front with "from_uid": the part a figure was taken from
    key_figures = models.JSONField(default=list)
    lead_image = models.JSONField(
        null=True
    )  # {"pictures": {"full": …, "3x2": …, "2x1": …}, "alt","caption","credit","ai_label"}
    gallery = models.JSONField(default=list)  # same shape, in order
    title_art = models.JSONField(default=dict)  # of a front: {"wide": …, "tall": …}, same shape, full only
    # the clip at the head: {"kind","src","type","milliseconds","width","height","poster": picture data or None,
    # "captions": name or "","caption","credit","ai_label","transcript"}
    lead_clip = models.JSONField(null=True)
    contents = models.JSONField(default=list)  # [{"id": "s1", "text": "…"}] the h2 of the body
    # newest first: [{"type": "correction|addition|apology", "issued_at": iso, "wrong","right","passage"}]
    corrections = models.JSONField(default=list)
    has_corrections = models.BooleanField(default=False)
    ai_statement = models.CharField(max_length=200, blank=True)
    characters = models.PositiveIntegerField(default=0)  # Han characters of the body
    minutes = models.PositiveSmallIntegerField(
        default=0
    )  # to read and look at it; 0 in rows of before this field
    first_published_at = models.DateTimeField()
    last_published_at = models.DateTimeField()
    content_sha256 = models.CharField(max_length=64)  # hash of the snapshot that this row was built from

    objects = PublishedArticleQuerySet.as_manager()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            # one row per address: two publishes at once cannot leave two pages
            models.UniqueConstraint(fields=["uid", "script"], name="published_article_uid_script"),
            models.UniqueConstraint(fields=["slug", "script"], name="published_article_slug_script"),
            bounded("published_article", "first_published_at", "last_published_at"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["script", "-first_published_at"], name="pub_article_newest"
            ),  # front page, feeds
            models.Index(
                fields=["script", "section_slug", "-first_published_at"], name="pub_article_section"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.headline} ({self.script})"

    @property
    def tag_links(self) -> list[tuple[str, str]]:
        """Name and address of every tag. A row from before tags had addresses has none until it is frozen anew."""
        return list(zip(self.tags, self.tag_slugs, strict=False))


class PublishedTag(models.Model):
    """One tag of one published story: what the page of a tag lists. It goes with its story."""

    uid = models.UUIDField(db_index=True)
    script = models.CharField(max_length=4, choices=Script)
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=60)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["script", "slug", "uid"], name="published_tag_once"),
        ]

    def __str__(self) -> str:
        return self.name


class PublishedCredit(models.Model):
    """One person in one role of one published story: what contributor pages list."""

    uid = models.UUIDField(db_index=True)
    script = models.CharField(max_length=4, choices=Script)
    contributor_slug = models.SlugField(max_length=80, blank=True)
    position = models.PositiveSmallIntegerField()
    role_code = models.CharField(max_length=30)
    role_label = models.CharField(max_length=60)
    name = models.CharField(max_length=80)
    title = models.CharField(max_length=40, blank=True)
    organisation = models.CharField(max_length=80, blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["uid", "script", "position"], name="published_credit_position"),
        ]
        indexes: ClassVar[list[Any]] = [
            models.Index(
                fields=["script", "contributor_slug"], name="pub_credit_contributor"
            ),  # contributor page
        ]

    def __str__(self) -> str:
        return f"{self.role_label} {self.name}"


class PublishedContributor(models.Model):
    """A person with at least one public credit, as their page shows them."""

    script = models.CharField(max_length=4, choices=Script)
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=80)
    name_latin = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=40, blank=True)
    organisation = models.CharField(max_length=80, blank=True)
    bio = models.TextField(blank=True)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["slug", "script"], name="published_contributor_slug_script"),
        ]

    def __str__(self) -> str:
        return self.name


class PublishedNotice(models.Model):
    """What stands where a withdrawn story was: its address answers 410 with this text."""

    uid = models.UUIDField()
    script = models.CharField(max_length=4, choices=Script)
    slug = models.SlugField(max_length=80)
    headline = models.CharField(max_length=200)
    text = models.TextField()
    withdrawn_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["uid", "script"], name="published_notice_uid_script"),
            models.UniqueConstraint(fields=["slug", "script"], name="published_notice_slug_script"),
            bounded("published_notice", "withdrawn_at"),
        ]

    def __str__(self) -> str:
        return self.headline


class PublishedRedirect(models.Model):
    """An old address of something public, and the slug it answers with now. Same in both scripts."""

    class Kind(models.TextChoices):
        """Which address space the slug belongs to."""

        ARTICLE = "article", _("article")
        SERIES = "series", _("series")

    kind = models.CharField(max_length=8, choices=Kind)
    old_slug = models.SlugField(max_length=80)
    new_slug = models.SlugField(max_length=80)

    class Meta:
        constraints: ClassVar[list[Any]] = [
            models.UniqueConstraint(fields=["kind", "old_slug"], name="published_redirect_old_slug"),
        ]

    def __str__(self) -> str:
        return f"{self.old_slug} → {self.new_slug}"
