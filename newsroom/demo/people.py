"""Accounts, roster and house of the demonstration, and the passwords of this installation."""

from __future__ import annotations

import json
import secrets
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group

from articles.body.clean import clean_body
from articles.models import Contributor, CreditRole, HantTerm, Masthead, Page, ReviewRoute, Section, Tag
from articles.publishing_site import publish_page, publish_site
from newsroom.staff.models import User
from newsroom.staff.roles import BY_CODE

# No look-alikes: people type these from a screen.
_ALPHABET = "abcdefghijkmnpqrstuvwxyz23456789"


def logins_file() -> Path:
    """Where the passwords of this installation are kept. Ignored by git."""
    return Path(settings.VAR_DIR) / "demo-logins.json"


def load_house(site: dict[str, Any]) -> None:
    """Masthead, sections, tags, roster, terms, standing pages, and the credit that 三审三校 asks for; publishes what readers see of it."""
    masthead = site["masthead"]
    Masthead.objects.update_or_create(
        pk=1,
        defaults={
            "name": masthead["name"],
            "name_hant": masthead["name_hant"],
            "tagline": masthead["tagline"],
            "footer": "\n".join([masthead["organiser"], *masthead["footer"]]),
        },
    )
    for place, section in enumerate(site["sections"], start=1):
        Section.objects.update_or_create(slug=section["slug"], defaults={**section, "position": place})
    for tag in site["tags"]:
        Tag.objects.update_or_create(slug=tag["slug"], defaults={"name": tag["name"]})
    for person in site["contributors"]:
        Contributor.objects.update_or_create(
            slug=person["slug"],
            defaults={
                "name_hans": person["name"],
                "name_hant": person["name_hant"],
                "name_latin": person["name_latin"],
                "default_title": person["title"],
                "organisation": person["organisation"],
                "bio": person["bio"],
                "other_names": person.get("pen_names", ""),
            },
        )
    for entry in site.get("hant_terms", []):
        HantTerm.objects.update_or_create(term=entry["term"], defaults=entry)
    for place, told in enumerate(site["pages"], start=1):
        body = clean_body(told["body"])
        page, _new = Page.objects.update_or_create(
            slug=told["slug"], defaults={"title": told["title"], "body": body, "position": place}
        )
        publish_page(page=page)
    ReviewRoute.objects.get(slug="three").required_roles.set(CreditRole.objects.filter(code="duty_editor"))
    publish_site()


def load_accounts(users: list[dict[str, str]]) -> dict[str, User]:
    """One account per login, in the group of its role, linked to the roster; with this installation's passwords."""
    passwords = _passwords([user["login"] for user in users])
    accounts = {}
    for told in users:
        account, _created = User.objects.get_or_create(username=told["login"])
        account.display_name = told["name"]
        account.job_title = _job_title(told["role"])
        account.is_staff = True
        account.set_password(passwords[told["login"]])
        account.save()
        account.groups.set([Group.objects.get(name=told["role"])])
        Contributor.objects.filter(slug=told["contributor"]).update(user=account)
        accounts[told["login"]] = User.objects.get(pk=account.pk)
    return accounts


def restore_passwords(users: list[dict[str, str]]) -> None:
    """Give every account a password again where the file with them was lost."""
    if logins_file().exists():
        return
    for login, password in _passwords([user["login"] for user in users]).items():
        account = User.objects.filter(username=login).first()
        if account:
            account.set_password(password)
            account.save(update_fields=["password"])


def one_login_a_role(users: list[dict[str, str]]) -> list[tuple[str, str, str, str]]:
    """(role, name, login, password) for the first account of each role, for the terminal."""
    passwords = json.loads(logins_file().read_text(encoding="utf-8"))
    first: dict[str, dict[str, str]] = {}
    for user in users:
        first.setdefault(user["role"], user)
    return [
        (str(BY_CODE[role].label), user["name"], user["login"], passwords[user["login"]])
        for role, user in first.items()
    ]


def _passwords(logins: list[str]) -> dict[str, str]:
    """The kept passwords; new ones for logins that have none. The file is readable by its owner only."""
    path = logins_file()
    kept: dict[str, str] = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    for login in logins:
        kept.setdefault(
            login, "-".join("".join(secrets.choice(_ALPHABET) for _ in range(4)) for _ in range(3))
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(json.dumps(kept, ensure_ascii=False, indent=1), encoding="utf-8")
    return kept


def _job_title(role: str) -> str:
    titles = {
        "reporter": "记者",
        "editor": "责任编辑",
        "desk_head": "部门主任",
        "chief_editor": "总编辑",
        "proofreader": "校对",
        "art_editor": "美编",
        "administrator": "系统管理员",
    }
    return titles[role]
