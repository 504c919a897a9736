"""Claims about configuration: what is accepted, and that a bad value stops the start with its name."""

from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from newsroom import env


@pytest.mark.parametrize(
    ("value", "meant"), [("1", True), ("On", True), ("0", False), ("no", False), ("", True)]
)
def test_flag_is_read_as_meant(monkeypatch, value, meant):
    monkeypatch.setenv("SECURE", value)
    assert env.flag("SECURE", True) is meant


def test_flag_refuses_to_guess(monkeypatch):
    monkeypatch.setenv("DEBUG", "maybe")
    with pytest.raises(ImproperlyConfigured, match="DEBUG='maybe'"):
        env.flag("DEBUG", False)


def test_number_refuses_words(monkeypatch):
    monkeypatch.setenv("CONN_MAX_AGE", "-1")
    with pytest.raises(ImproperlyConfigured, match="CONN_MAX_AGE"):
        env.number("CONN_MAX_AGE", 60)


@pytest.mark.parametrize(
    "value", ["", "news.example.org", "ftp://news.example.org", "https://a.example/path"]
)
def test_site_url_must_be_an_origin(monkeypatch, value):
    monkeypatch.setenv("SITE_URL", value)
    with pytest.raises(ImproperlyConfigured, match="SITE_URL"):
        env.site_url("SITE_URL", "")


def test_site_url_loses_its_final_slash(monkeypatch):
    monkeypatch.setenv("SITE_URL", "https://news.example.org/")
    assert env.site_url("SITE_URL", "") == "https://news.example.org"


def test_no_secret_key_no_start_with_debug_off(monkeypatch, tmp_path):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    with pytest.raises(ImproperlyConfigured, match="SECRET_KEY is not set"):
        env.secret_key(debug=False, kept_in=tmp_path / "key")
    assert not (tmp_path / "key").exists()


def test_development_key_is_kept_and_private(monkeypatch, tmp_path):
    monkeypatch.delenv("SECRET_KEY", raising=False)
    place = tmp_path / "var" / "key"
    first = env.secret_key(debug=True, kept_in=place)
    assert len(first) > 50
    assert env.secret_key(debug=True, kept_in=place) == first
    assert place.stat().st_mode & 0o777 == 0o600
    assert list(place.parent.iterdir()) == [place]


def test_database_defaults_to_a_patient_sqlite_file(monkeypatch, tmp_path):
    monkeypatch.delenv("DATABASE_URL", raising=False)
    entry = env.database("DATABASE_URL", sqlite=tmp_path / "var" / "db.sqlite3")
    assert entry["NAME"] == str(tmp_path / "var" / "db.sqlite3")
    assert entry["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert entry["OPTIONS"]["timeout"] == 20
    assert "journal_mode=WAL" in entry["OPTIONS"]["init_command"]


def test_database_url_is_taken_apart(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://desk:p%40ss%2Fword@db.internal:5433/news?sslmode=require")
    assert env.database("DATABASE_URL", sqlite=Path("unused")) == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "news",
        "USER": "desk",
        "PASSWORD": "p@ss/word",
        "HOST": "db.internal",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_database_url_reaches_a_socket(monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://postgres:@/news?host=/run/postgresql")
    entry = env.database("DATABASE_URL", sqlite=Path("unused"))
    assert (entry["HOST"], entry["NAME"], entry["OPTIONS"]) == ("/run/postgresql", "news", {})


@pytest.mark.parametrize(
    "url", ["mysql://a/b", "postgres://desk@db", "postgres://desk:a/b@db/news", "/var/db"]
)
def test_bad_database_url_names_the_variable(monkeypatch, url):
    monkeypatch.setenv("DATABASE_URL", url)
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        env.database("DATABASE_URL", sqlite=Path("unused"))


def test_cache_is_redis_only_when_named(monkeypatch):
    monkeypatch.delenv("REDIS_URL", raising=False)
    assert env.cache("REDIS_URL")["BACKEND"].endswith("LocMemCache")
    monkeypatch.setenv("REDIS_URL", "redis://localhost:6379/1")
    assert env.cache("REDIS_URL")["BACKEND"].endswith("RedisCache")
    monkeypatch.setenv("REDIS_URL", "localhost:6379")
    with pytest.raises(ImproperlyConfigured, match="REDIS_URL"):
        env.cache("REDIS_URL")


@pytest.mark.parametrize("url", ["", "redis://localhost:6379/1", "unix:///run/redis.sock"])
def test_what_is_known_of_pages_is_apart_from_what_is_counted_and_not_waited_for(monkeypatch, url):
    monkeypatch.setenv("REDIS_URL", url)
    counters, pages = env.cache("REDIS_URL"), env.cache("REDIS_URL", of="pages", most=9, patience=0.2)
    assert counters["BACKEND"] == pages["BACKEND"]
    place = "KEY_PREFIX" if url else "LOCATION"
    assert counters[place] != pages[place]
    wanted = {"socket_connect_timeout": 0.2, "socket_timeout": 0.2} if url else {"MAX_ENTRIES": 9}
    assert pages["OPTIONS"] == wanted


def test_a_choice_is_one_of_its_options(monkeypatch):
    monkeypatch.delenv("HANT_VARIANT", raising=False)
    assert env.choice("HANT_VARIANT", ("tw", "hk")) == "tw"
    monkeypatch.setenv("HANT_VARIANT", "hk")
    assert env.choice("HANT_VARIANT", ("tw", "hk")) == "hk"
    monkeypatch.setenv("HANT_VARIANT", "cn")
    with pytest.raises(ImproperlyConfigured, match="HANT_VARIANT"):
        env.choice("HANT_VARIANT", ("tw", "hk"))
