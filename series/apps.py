"""The series app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class SeriesConfig(AppConfig):
    """The special feature: front, chapters, instalments, release, public pages."""

    name = "series"
    verbose_name = _("Series")
