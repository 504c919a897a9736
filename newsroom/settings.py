"""All settings, driven by environment variables, with defaults that are safe to put on the internet.

With DEBUG off it refuses to start without SECRET_KEY and SITE_URL; SECURE=0 allows plain http for a trial.
Nothing imports this file but Django; code reads `django.conf.settings`.
"""

from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from csp.constants import NONE, SELF

from newsroom import env

BASE_DIR = Path(__file__).resolve().parent.parent
# Everything the site writes while running: SQLite file, uploads, the development key.
VAR_DIR = Path(env.text("VAR_DIR", str(BASE_DIR / "var")))

# Who we are, and for whom

DEBUG = env.flag("DEBUG", False)
SECURE = env.flag("SECURE", not DEBUG)
SECRET_KEY = env.secret_key(debug=DEBUG, kept_in=VAR_DIR / "secret_key")
# The base of every absolute link (feeds, sitemaps, share cards). No default where readers are real.
SITE_URL = env.site_url("SITE_URL", "" if SECURE else "http://localhost:8000")
ALLOWED_HOSTS = env.words(
    "ALLOWED_HOSTS",
    [str(urlsplit(SITE_URL).hostname), *(["localhost", "127.0.0.1", "[::1]"] if not SECURE else [])],
)
CSRF_TRUSTED_ORIGINS = env.words("CSRF_TRUSTED_ORIGINS", [SITE_URL])
# How many reverse proxies of ours append to X-Forwarded-For; 0 means visitors connect directly.
TRUSTED_PROXIES = env.number("TRUSTED_PROXIES", 0)

# What it is made of

INSTALLED_APPS = [
    "newsroom",
    "series",
    "articles",
    "newsroom.staff",
    "newsroom.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "ckeditor",
    "csp",
    "newsroom.apps.LoginGuardConfig",
    "django_tasks",
    "newsroom.apps.TaskQueueConfig",
    "django.forms",  # so that its widgets are found behind ours
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "articles.middleware.PublicLanguage",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "newsroom.staff.middleware.DeskLanguage",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

# Widgets come from where pages do, so that one of ours may stand before Django's.
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Where it keeps things

DATABASES = {"default": env.database("DATABASE_URL", sqlite=VAR_DIR / "newsroom.sqlite3")}
DATABASES["default"] |= {"CONN_MAX_AGE": env.number("CONN_MAX_AGE", 60), "CONN_HEALTH_CHECKS": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": env.cache("REDIS_URL", patience=1),
    # What is known of pages (articles/known.py), apart: however many there are, they push no counter out.
    "pages": env.cache("REDIS_URL", of="pages", most=10_000, patience=0.2),
}

# Dotted path of a callable that takes a list of changed paths, for a cache in front of the site. Empty: there is none.
PURGE_HOOK = env.text("PURGE_HOOK")
# Dotted path of an outside proofreader (see articles.proofing.http_service), its address and its key. Empty: none.
PROOFREADER = env.text("PROOFREADER")
PROOFREADER_URL = env.text("PROOFREADER_URL")
PROOFREADER_KEY = env.text("PROOFREADER_KEY")

# Whom to tell of a security hole: a mailto: or https: address, for /.well-known/security.txt. Empty: there is none.
SECURITY_CONTACT = env.text("SECURITY_CONTACT")
# Whether feeds carry whole stories, or what lists show of them.
FEED_FULL_TEXT = env.flag("FEED_FULL_TEXT", False)

STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "staticfiles"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "public"
# Cards and posters, drawn when first asked for. May be emptied at any time; no address leads there.
SHARE_ROOT = VAR_DIR / "sharing"
_FILES = "django.core.files.storage.FileSystemStorage"
STORAGES = {
    # Uploads are private: no address leads there. Publishing copies what readers may see to "public".
    "default": {"BACKEND": _FILES, "OPTIONS": {"location": VAR_DIR / "private", "base_url": None}},
    "public": {"BACKEND": _FILES, "OPTIONS": {"location": MEDIA_ROOT, "base_url": MEDIA_URL}},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "newsroom.static_names.HashedFiles"
    },
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
# A story's form may hold sixty rows each of credits, key figures and pictures, and three hundred figures to tick.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4_000

# Pictures are cut by a task: while somebody waits, or by `manage.py db_worker` if TASKS=worker.
TASKS = {
    "default": {
        "BACKEND": "django_tasks_db.DatabaseBackend"
        if env.choice("TASKS", ("immediate", "worker")) == "worker"
        else "django_tasks.backends.immediate.ImmediateBackend"
    }
}

# Languages and time

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("zh-hant", "繁體中文"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "newsroom" / "locale"]
FORMAT_MODULE_PATH = ["newsroom.formats"]
TIME_ZONE = "Asia/Shanghai"
USE_TZ = True

# The traditional edition: the glyphs of Taiwan or Hong Kong, and 「」 for “”. After a change run `refreeze`.
HANT_VARIANT = env.choice("HANT_VARIANT", ("tw", "hk"))
HANT_CORNER_QUOTES = env.flag("HANT_CORNER_QUOTES", default=True)
# Whether the last signature waits until every doubtful place of the traditional edition is decided.
HANT_MUST_BE_DECIDED = env.flag("HANT_MUST_BE_DECIDED", default=False)

# Accounts

AUTH_USER_MODEL = "staff.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"
CSRF_FAILURE_VIEW = "newsroom.interrupted.csrf_failure"
LOGIN_REDIRECT_URL = "admin:index"
# The pair is locked, not the name alone: otherwise anybody could lock the chief editor out before a deadline.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_CLIENT_IP_CALLABLE = "newsroom.proxy.client_ip"

# What browsers are told

# The desk frames its own preview. Where frame-ancestors is known, X-Frame-Options (DENY) is ignored.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "frame-ancestors": [SELF],
        "form-action": [SELF],
    }
}
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SECURE_SSL_REDIRECT = SECURE
# Load balancers ask over plain http from inside.
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz)$"]
SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", 31_536_000) if SECURE else 0
if TRUSTED_PROXIES:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

SILENCED_SYSTEM_CHECKS = [
    # CKEditor 4 is out of support. It is never the border here: what it sends is sanitised at save and at
    # publishing, uploads do not go through it, and only editing pages load it.
    "ckeditor.W001",
    # HSTS for subdomains and preload lists would bind hosts that a newsroom's server may not speak for.
    "security.W005",
    "security.W021",
]

# Behind gunicorn, Django's own default writes errors nowhere but to mail.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": env.text("LOG_LEVEL", "INFO")},
}
