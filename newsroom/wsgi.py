"""The entry point of a WSGI server: `gunicorn newsroom.wsgi --worker-class gthread --threads 4`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

application = get_wsgi_application()
