"""The settings tests run under: those of production, with a throw-away place to write and cheap passwords.

DEBUG stays off and checks stay on, so that what is tested is what is deployed.
"""

import atexit
import multiprocessing
import os
import shutil
import tempfile
from pathlib import Path

if multiprocessing.parent_process() and "NEWSROOM_TESTS" in os.environ:
    _PLACE = os.environ["NEWSROOM_TESTS"]  # a helper process of a test writes where the test looks
else:
    _PLACE = os.environ["NEWSROOM_TESTS"] = tempfile.mkdtemp(prefix="newsroom-tests-")
    atexit.register(shutil.rmtree, _PLACE, ignore_errors=True)
os.environ |= {
    "DEBUG": "0",
    "SECURE": "0",
    "SECRET_KEY": "only-for-tests",
    "SITE_URL": "http://testserver",
    "ALLOWED_HOSTS": "testserver,localhost",
    "REDIS_URL": "",
    "TRUSTED_PROXIES": "0",
    "VAR_DIR": _PLACE,
    "LOG_LEVEL": "ERROR",
}

from newsroom.settings import *  # noqa: F403
from newsroom.settings import DATABASES, STORAGES

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]

# Hashed names need `collectstatic`; tests serve the files from where they are.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
WHITENOISE_AUTOREFRESH = True
WHITENOISE_USE_FINDERS = True

if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: threads of a race or of a live server must meet the locks that production meets.
    DATABASES["default"]["TEST"] = {"NAME": str(Path(_PLACE) / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF"
else:
    # Whose test database it is does not wait for its disk either; what others may see, and when, stays the same.
    DATABASES["default"].setdefault("OPTIONS", {})["options"] = "-c synchronous_commit=off"
