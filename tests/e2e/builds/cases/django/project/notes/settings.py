from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
SECRET_KEY = "for-tests-alone"
ALLOWED_HOSTS = ["*"]
ROOT_URLCONF = "notes.urls"
INSTALLED_APPS = ["django.contrib.staticfiles", "notes"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": BASE_DIR / "db" / "notes.sqlite3"}}
STATIC_URL = "/static/"
STATIC_ROOT = BASE_DIR / "collected"
STATICFILES_DIRS = [BASE_DIR / "assets"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
