"""The project as an app: it brings the front page's static files, and the desk in place of the stock admin site."""

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class NewsroomConfig(AppConfig):
    """The project itself."""

    name = "newsroom"
    default = True


class DeskConfig(admin_apps.AdminConfig):
    """Django's admin with our site: everything registers on `django.contrib.admin.site`, which is the desk."""

    default = False
    default = False
    default_site = "newsroom.desk.DeskSite"
