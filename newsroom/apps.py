"""The project as an app: its static files, the desk in place of the stock admin site, and names for installed packages."""

from axes.apps import AppConfig as AxesConfig
from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.utils.translation import gettext_lazy as _
from django_tasks_db.apps import TasksAppConfig


class NewsroomConfig(AppConfig):
    """The project itself."""

    name = "newsroom"
    default = True


class DeskConfig(admin_apps.AdminConfig):
    """Django's admin with our site: everything registers on `django.contrib.admin.site`, which is the desk."""

    default = False
    default_site = "newsroom.desk.DeskSite"


class LoginGuardConfig(AxesConfig):  # type: ignore[misc]  # the package brings no types
    """django-axes, under a name that says on the desk what it keeps."""

    default = False
    verbose_name = _("Login attempts")


class TaskQueueConfig(TasksAppConfig):
    """django-tasks-db, likewise."""

    default = False
    verbose_name = _("Background tasks")  # type: ignore[assignment]  # a lazy string, as Django takes it
