"""How the desk shows what installed packages keep. Found by Django's admin; nothing imports it."""

from __future__ import annotations

from datetime import datetime

from axes.admin import AccessAttemptAdmin
from axes.models import AccessAttempt
from django.contrib import admin
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from django_tasks_db.admin import DBTaskResultAdmin
from django_tasks_db.models import DBTaskResult

admin.site.unregister([DBTaskResult, AccessAttempt])


@admin.register(DBTaskResult)
class TaskAdmin(DBTaskResultAdmin):
    """The queue, read only, with the labels that the package leaves in English."""

    list_display = (
        "what",
        "status",
        "enqueued_at",
        "started_at",
        "finished_at",
        "priority",
        "queue_name",
        "id",
    )

    @admin.display(description=pgettext_lazy("queue", "task"))
    def what(self, row: DBTaskResult) -> str:
        """The function that is called, without its module."""
        return str(row.task_name)

    @admin.display(description=pgettext_lazy("queue", "traceback"))
    def formatted_traceback(self, obj: DBTaskResult) -> str:
        """As the package prints it."""
        return super().formatted_traceback(obj)

    @admin.display(description=pgettext_lazy("queue", "not before"))
    def display_run_after(self, obj: DBTaskResult) -> datetime | str:
        """As the package prints it."""
        return super().display_run_after(obj)


@admin.register(AccessAttempt)
class LoginAttemptAdmin(AccessAttemptAdmin):  # type: ignore[misc]  # the package brings no types
    """Failed logins, likewise."""

    @admin.display(description=_("Status"))
    def status(self, obj: AccessAttempt) -> str:
        """As the package prints it."""
        return str(super().status(obj))
