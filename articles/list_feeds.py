"""The stories of a section or a contributor as feeds. Reads published rows only."""

from __future__ import annotations

from django.http import Http404

from articles.feeds import Source
from articles.models.published import PublishedContributor, PublishedCredit
from articles.pages import addresses, read_site, site_of, with_site
from articles.views import listed


def of_section(*, script: str, slug: str) -> Source:
    """One section."""
    site = read_site(script)
    name = site.section_name(slug)
    if not name:
        raise Http404
    rows = listed(script).filter(section_slug=slug)
    return Source(site, f"{site.name}·{name}", site.tagline, addresses("section", slug=slug), rows)


def of_contributor(*, script: str, slug: str) -> Source:
    """One person."""
    person = with_site(PublishedContributor.objects.filter(script=script, slug=slug), script).first()
    if person is None:
        raise Http404
    site = site_of(person, script)
    credited = PublishedCredit.objects.filter(script=script, contributor_slug=slug).values("uid")
    rows = listed(script).filter(uid__in=credited)
    return Source(site, f"{site.name}·{person.name}", person.bio, addresses("contributor", slug=slug), rows)
