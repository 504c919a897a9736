"""The articles app. No signals: verbs in `editing` and `publishing` call what they need."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """Writing, reviewing and publishing one article."""

    name = "articles"
    verbose_name = _("Editing")
