"""The web application, served by gunicorn."""

import gc
import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "association.settings")

application = get_wsgi_application()

# All pages are loaded before the first visitor; what lives as long as the process is never searched for garbage again.
_pages = get_resolver().url_patterns
gc.collect()
gc.freeze()
