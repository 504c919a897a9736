"""The articles app. No signals: verbs in `editing` and `publishing` call what they need."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ArticlesConfig(AppConfig):
    """Writing, reviewing and publishing one article."""

    name = "articles"
    verbose_name = _("Editing")

    def ready(self) -> None:
        """Hand the ledger to the app of the accounts, which knows nothing of it."""
        from articles import ledger  # noqa: PLC0415 -- models are not loaded before ready()
        from newsroom.staff import accounts  # noqa: PLC0415 -- the same

        accounts.RECORDERS.append(ledger.record_account)
