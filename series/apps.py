"""The series app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SeriesConfig(AppConfig):
    """The special feature: front, chapters, instalments, release, public pages."""

    name = "series"
    verbose_name = _("Series")

    def ready(self) -> None:
        from articles import hooks  # noqa: PLC0415 -- models are not loaded before ready()
        from articles.sharing import look  # noqa: PLC0415 -- the same
        from series.acts import ACT_LABELS  # noqa: PLC0415 -- the same
        from series.admin.audience import groups  # noqa: PLC0415 -- the same
        from series.filters import SeriesFilter  # noqa: PLC0415 -- the same
        from series.places import (  # noqa: PLC0415 -- the same
            credit_order,
            front_of,
            places,
            siblings,
            stories_in,
        )
        from series.sharing import place_of  # noqa: PLC0415 -- the same

        hooks.PLACES.append(places)
        hooks.ACT_LABELS |= ACT_LABELS
        hooks.GROUPS.append(groups)
        hooks.CREDIT_ORDERS.append(credit_order)
        hooks.PLACE_SEARCHES.append(stories_in)
        hooks.SIBLINGS.append(siblings)
        hooks.FRONTS.append(front_of)
        hooks.LIST_FILTERS.append(SeriesFilter)
        look.ASK.append(place_of)
