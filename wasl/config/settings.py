"""Settings, from the environment; every variable begins with WASL_, but DATABASE_URL.

A production installation sets WASL_HOME (where the database, files and keys stand), WASL_HOSTS and, behind TLS,
leaves WASL_INSECURE unset. `wasl init` writes the keys; nothing secret has a default outside demo and tests.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any

import dj_database_url
from bootstrap_wrapper import get_bootstrap_dir
from csp.constants import SELF

from wasl.config.keys import load_keys
from wasl.config.rooms import ROOMS

PACKAGE = Path(__file__).resolve().parent.parent
TESTING = "pytest" in sys.modules
HOME = Path(os.environ.get("WASL_HOME") or Path.cwd() / "var" / ("tests" if TESTING else "")).resolve()
INSECURE = TESTING or os.environ.get("WASL_INSECURE") == "1"
DEBUG = os.environ.get("WASL_DEBUG") == "1"

_keys = load_keys(HOME, testing=TESTING)
SECRET_KEY = _keys.secret
WASL_ENCRYPTION_KEYS = _keys.encryption
WASL_BLIND_INDEX_KEY = _keys.blind_index
WASL_SEAL_DIR = HOME / "seals"
# Questions "known elsewhere?" of one user in one day: enough for a full day at a desk, too few to sound out a register.
WASL_KNOWN_ELSEWHERE_A_DAY = int(os.environ.get("WASL_KNOWN_ELSEWHERE_A_DAY") or 20)
# How long a compartment stays open to whoever gave a reason: one conversation, not a day at an unlocked screen.
WASL_COMPARTMENT_MINUTES = int(os.environ.get("WASL_COMPARTMENT_MINUTES") or 15)
# After how many minutes without a key or a press a session locks itself; 0: never. Half an interview, not a lunch.
WASL_LOCK_MINUTES = float(os.environ.get("WASL_LOCK_MINUTES") or 15)
# How long the file of all that is held on a person stands before it is removed: time for them to come and take it.
WASL_EXPORT_DAYS = int(os.environ.get("WASL_EXPORT_DAYS") or 7)
# How long an institution reads what a person let it read, unless said otherwise; how long the copy stands then.
WASL_REFERRAL_DAYS = int(os.environ.get("WASL_REFERRAL_DAYS") or 60)
WASL_REFERRAL_KEEP_DAYS = int(os.environ.get("WASL_REFERRAL_KEEP_DAYS") or 30)
# The gateway for SMS is a folder that another program empties; what it says of them may come back in another folder.
WASL_SMS_FOLDER = os.environ.get("WASL_SMS_FOLDER", "")
WASL_SMS_RECEIPTS = os.environ.get("WASL_SMS_RECEIPTS", "")
# How long the words of a message are kept once it has gone: long enough to answer "what did you write to me?".
WASL_MESSAGE_DAYS = int(os.environ.get("WASL_MESSAGE_DAYS") or 90)
# How long a service of the directory counts as verified: institutions move, and their conditions with them.
WASL_DIRECTORY_MONTHS = int(os.environ.get("WASL_DIRECTORY_MONTHS") or 12)

ALLOWED_HOSTS = os.environ.get("WASL_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [
    f"https://{host}" for host in ALLOWED_HOSTS if host not in ("127.0.0.1", "localhost", "[::1]")
]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "wasl.config.apps.HouseConfig",
    *ROOMS,  # before allauth, whose templates accounts replaces by its own
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "wasl.kernel.addresses.RefuseNul",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "wasl.base.accounts.middleware.ActorMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "wasl.base.accounts.lock_middleware.LockMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
]

ROOT_URLCONF = "wasl.config.urls"
WSGI_APPLICATION = "wasl.config.wsgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "config" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wasl.config.context.house",
            ],
        },
    }
]

DATABASES = {
    "default": dj_database_url.parse(
        os.environ.get("DATABASE_URL") or f"sqlite:///{HOME / 'wasl.sqlite3'}",
        conn_max_age=0,
        conn_health_checks=False,
    )
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: a writer waits its turn instead of failing half-way; FULL: an acknowledged write survives a power cut.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
    }
elif not TESTING:
    DATABASES["default"]["OPTIONS"] = {"pool": True}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("ar", "العربية"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "config" / "locale", PACKAGE / "kernel" / "locale"]
LANGUAGE_COOKIE_NAME = "wasl_language"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Africa/Casablanca"
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATICFILES_DIRS = [("bootstrap", get_bootstrap_dir())]
STATIC_ROOT = None if INSECURE else HOME / "static"
MEDIA_ROOT = HOME / "files"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if INSECURE
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = INSECURE
FILE_UPLOAD_PERMISSIONS = 0o600
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
if TESTING:
    PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "wasl.base.accounts.adapter.AccountAdapter"
MFA_ADAPTER = "wasl.base.accounts.adapter.SecondFactorAdapter"
ACCOUNT_FORMS = {"login": "wasl.base.accounts.signing_in.SignInForm"}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_PRESERVE_USERNAME_CASING = False
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_SESSION_REMEMBER = False
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Wasl"
# Without a sender's address no e-mail leaves; `wasl check` says when one waits.
WASL_MAIL_FROM = DEFAULT_FROM_EMAIL = os.environ.get("WASL_MAIL_FROM", "")
EMAIL_HOST = os.environ.get("WASL_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("WASL_SMTP_PORT") or 587)
EMAIL_HOST_USER = os.environ.get("WASL_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("WASL_SMTP_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("WASL_SMTP_TLS", "1") == "1"
EMAIL_TIMEOUT = 30
EMAIL_BACKEND = f"django.core.mail.backends.{'smtp' if EMAIL_HOST else 'console'}.EmailBackend"

SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not INSECURE
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_SSL_REDIRECT = not INSECURE
BEHIND_PROXY = os.environ.get("WASL_BEHIND_PROXY") == "1"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
ALLAUTH_TRUSTED_PROXY_COUNT = (
    1 if BEHIND_PROXY else 0
)  # whose tries are counted: the visitor's, not the proxy's
SECURE_HSTS_SECONDS = 0 if INSECURE else 365 * 24 * 3600
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not INSECURE
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": ["'none'"],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
    }
}

# Tries to sign in are counted there: one count for all processes, on the disk.
CACHES: dict[str, Any] = {
    "default": {
        "BACKEND": "wasl.kernel.shared_cache.SharedFileCache",
        "LOCATION": HOME / "cache",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}
if TESTING:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
TASKS = {
    "default": {
        "BACKEND": "django_tasks.backends.immediate.ImmediateBackend"
        if TESTING or os.environ.get("WASL_TASKS") == "immediate"
        else "django_tasks_db.DatabaseBackend"
    }
}
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
