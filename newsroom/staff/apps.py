"""The accounts app. Its one signal, `post_migrate`, fills the role groups from the table in `roles`."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class StaffConfig(AppConfig):
    """People with a login, and what their roles let them do."""

    name = "newsroom.staff"
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from newsroom.staff.roles import sync_roles_after_migrate  # noqa: PLC0415 -- models are not loaded before ready()

        # Sent for every app that has models, in their order; each gets its permissions at its turn.
        last = [config for config in apps.get_app_configs() if config.models_module][-1]
        post_migrate.connect(sync_roles_after_migrate, sender=last, dispatch_uid="newsroom.staff.sync_roles")
