"""Settings, read from the environment; .env.example explains every variable.

PORTAL_MODE says who starts the portal: `production` (the default: nothing important has a default),
`run` (the embedded portal of one machine, started by ./portal run) or `test`.
"""

from pathlib import Path
from urllib.parse import urlsplit

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from association.logs import logging_to_stderr

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent


def read(kind, name, default=env.NOTSET):
    """The variable as `kind` (a method of environ.Env); anything wrong stops the start with the variable's name."""
    try:
        return getattr(env, kind)(name, default=default)
    except ImproperlyConfigured as error:
        raise ImproperlyConfigured(f"{name}: {error}") from error
    except (ValueError, KeyError, TypeError) as error:
        raise ImproperlyConfigured(f"{name} has a wrong value: {error}") from error


def chosen(name, default, allowed):
    """The variable, which must be one of `allowed`."""
    value = read("str", name, default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} is {value!r}, but must be one of: {', '.join(allowed)}")
    return value


MODE = chosen("PORTAL_MODE", "production", ("production", "run", "test"))


def needed(kind, name, default):
    """The variable, which has a default everywhere but in production."""
    return read(kind, name, env.NOTSET if MODE == "production" else default)


DEMO = read("bool", "DEMO", False)
if DEMO and MODE == "production":
    raise ImproperlyConfigured("DEMO: demonstration data and its open sign-in exist only under ./portal run")
DEBUG = read("bool", "DEBUG", False)
SECRET_KEY = needed("str", "SECRET_KEY", "only-for-tests" if MODE == "test" else env.NOTSET)
if MODE == "production" and len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY is shorter than 50 characters")

SITE_ADDRESS = needed("str", "SITE_ADDRESS", "http://localhost:8000").rstrip("/")
_site = urlsplit(SITE_ADDRESS)
if _site.scheme not in ("http", "https") or not _site.hostname or _site.path:
    raise ImproperlyConfigured(f"SITE_ADDRESS is {SITE_ADDRESS!r}, but must look like https://portal.example.org")
ENCRYPTED = _site.scheme == "https"
ALLOWED_HOSTS = needed("list", "ALLOWED_HOSTS", ["localhost", "127.0.0.1"])
if not ALLOWED_HOSTS or "*" in ALLOWED_HOSTS:
    raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts of the portal")

# Places on the disk. Everything the portal keeps outside the database lies under DATA_DIR.
DATA_DIR = Path(read("str", "DATA_DIR", str(BASE_DIR / "var"))).resolve()
FILES_DIR, OUTBOX_DIR, BROKER_DIR = DATA_DIR / "files", DATA_DIR / "outbox", DATA_DIR / "broker"
for folder in (FILES_DIR, OUTBOX_DIR, BROKER_DIR / "messages", BROKER_DIR / "control"):
    folder.mkdir(parents=True, exist_ok=True)
# Only a test server may move the clock: a file that holds the seconds to add.
CLOCK_FILE = read("str", "CLOCK_FILE", "") if MODE == "test" else ""

INSTALLED_APPS = [
    "association",
    "membership",
    "presidium",
    "mentoring",
    "qa_system",
    "guardian",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "csp",
    "django_htmx",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",  # templates of allauth load it
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
]
MIDDLEWARE = [
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "association.context.OnceMiddleware",
    "association.sessions.IdleMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "association.policy.PolicyMiddleware",
    "association.keys.KeyMiddleware",
]
ROOT_URLCONF = "association.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CONTEXT_PROCESSORS = [
    "django.template.context_processors.request",
    "django.template.context_processors.i18n",
    "django.contrib.auth.context_processors.auth",
    "django.contrib.messages.context_processors.messages",
    "association.context.page",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {"context_processors": CONTEXT_PROCESSORS},
    }
]

# Database
DATABASE = read("db", "DATABASE_URL", f"sqlite:///{DATA_DIR}/portal.sqlite3")
if DATABASE.get("ENGINE") == "django.db.backends.sqlite3":
    DATABASE["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA recursive_triggers=ON",
    }
elif DATABASE.get("ENGINE") == "django.db.backends.postgresql":
    DATABASE = {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True} | DATABASE
    DATABASE["OPTIONS"] = {"connect_timeout": 5} | DATABASE.get("OPTIONS", {})
else:
    raise ImproperlyConfigured("DATABASE_URL must begin with postgres:// or sqlite://")
DATABASES = {"default": DATABASE}
CACHES = {"default": read("cache_url", "CACHE_URL", "dbcache://portal_cache")}

# Jobs: the rows of the outbox are the truth, the broker only wakes the worker.
CELERY_BROKER_URL = read("str", "BROKER_URL", "filesystem://")
if urlsplit(CELERY_BROKER_URL).scheme not in ("filesystem", "redis", "rediss", "redis+socket", "amqp", "amqps"):
    raise ImproperlyConfigured("BROKER_URL must begin with redis://, amqp:// or filesystem://")
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 1, "socket_timeout": 5, "max_retries": 1}
if CELERY_BROKER_URL.startswith("filesystem"):
    _messages, _control = str(BROKER_DIR / "messages"), str(BROKER_DIR / "control")
    CELERY_BROKER_TRANSPORT_OPTIONS = {"data_folder_in": _messages, "data_folder_out": _messages}
    CELERY_BROKER_TRANSPORT_OPTIONS |= {"control_folder": _control, "polling_interval": 0.05}
CELERY_TASK_PUBLISH_RETRY_POLICY = {"max_retries": 1, "interval_start": 0}  # a dead broker must not hold a request
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SOFT_TIME_LIMIT, CELERY_TASK_TIME_LIMIT = 30, 40
CELERY_WORKER_CONCURRENCY = read("int", "WORKER_PROCESSES", 2)
CELERY_WORKER_PREFETCH_MULTIPLIER, CELERY_WORKER_MAX_TASKS_PER_CHILD = 1, 500
CELERY_WORKER_ENABLE_REMOTE_CONTROL = False
MOST_HOURS = {name: read("int", f"{name.upper()}_MAX_HOURS", 0) for name in ("anchor", "backup")}  # 0: not demanded
CELERY_BEAT_SCHEDULE_FILENAME = str(BROKER_DIR / "schedule")

# People: accounts by invitation, second factor, sessions
AUTH_USER_MODEL = "association.User"
AUTHENTICATION_BACKENDS = [
    "association.accounts.Backend",
    "guardian.backends.ObjectPermissionBackend",
]
_validation = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_validation}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_validation}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_validation}.CommonPasswordValidator"},
]
_hashers = "django.contrib.auth.hashers"
PASSWORD_HASHERS = [f"{_hashers}.ScryptPasswordHasher", f"{_hashers}.PBKDF2PasswordHasher"]
if MODE == "test":
    PASSWORD_HASHERS = [f"{_hashers}.MD5PasswordHasher"]
ANONYMOUS_USER_NAME, GUARDIAN_RAISE_403 = None, False
LOGIN_URL, LOGIN_REDIRECT_URL, LOGOUT_REDIRECT_URL = "account_login", "desk", "/"
ACCOUNT_ADAPTER = "association.accounts.Adapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS, ACCOUNT_EMAIL_SUBJECT_PREFIX = False, ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = _site.scheme
ACCOUNT_LOGIN_BY_CODE_ENABLED = True  # the way in for a voter whose password is locked by somebody's guesses
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
ACCOUNT_SESSION_REMEMBER = True
ALLAUTH_TRUSTED_PROXY_COUNT = read("int", "TRUSTED_PROXIES", 0)
MFA_ADAPTER = "association.accounts.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = _site.hostname
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not ENCRYPTED
SESSION_COOKIE_AGE = read("int", "SESSION_IDLE_SECONDS", 4 * 3600)

# Letters: everything the portal and allauth send becomes a row of the outbox; the worker delivers it.
EMAIL_BACKEND = "association.outbox.OutboxBackend"
_email = needed("email_url", "EMAIL_URL", f"filemail:///{OUTBOX_DIR}")
DELIVERY_BACKEND = _email.pop("EMAIL_BACKEND")
globals().update(_email)
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = needed("str", "MAIL_FROM", f"portal@{_site.hostname}")
MAIL_DOMAIN = DEFAULT_FROM_EMAIL.rsplit("@", 1)[-1].rstrip(">")

# Languages and time
LANGUAGES = [("ru", "Русский"), ("ky", "Кыргызча"), ("en", "English")]
LANGUAGE_CODE = chosen("LANGUAGE_CODE", "ru", ("ru", "ky", "en"))
LOCALE_PATHS = [BASE_DIR / "association" / "locale"]
FORMAT_MODULE_PATH = "association.formats"
USE_TZ, TIME_ZONE = True, read("str", "TIME_ZONE", "Asia/Barnaul")

# Static files
STATIC_URL = "/static/"
STATIC_ROOT = read("str", "STATIC_ROOT", str(DATA_DIR / "static"))
STATICFILES_DIRS = [BASE_DIR / "static"]
WHITENOISE_SKIP_COMPRESS_EXTENSIONS = ("png", "jpg", "webp", "ico", "woff", "woff2", "ttf", "otf", "icc", "pdf")
_static = "whitenoise.storage.CompressedManifestStaticFilesStorage"
if not read("bool", "STATIC_HASHED", not DEBUG):
    _static = "django.contrib.staticfiles.storage.StaticFilesStorage"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": FILES_DIR}},
    "staticfiles": {"BACKEND": _static},
}

# Headers and cookies
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        **{kind: [SELF] for kind in ("script-src", "style-src", "font-src", "connect-src", "manifest-src")},
        "img-src": [SELF, "data:"],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE_SSL_REDIRECT = ENCRYPTED
LANGUAGE_COOKIE_HTTPONLY, CSRF_COOKIE_HTTPONLY, LANGUAGE_COOKIE_SAMESITE = True, True, "Lax"
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]
if ENCRYPTED:
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

LOGGING = logging_to_stderr(chosen("LOG_LEVEL", "INFO", ("DEBUG", "INFO", "WARNING", "ERROR")))
