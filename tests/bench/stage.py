"""A throwaway portal in this process, and two ways into it: ours, and a bare Django site over the same rows."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

# What `django-admin startproject` gives a new site.
BARE_MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]


def open_portal() -> None:
    """Set Django up on the database and folder that the environment names, and migrate it."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.core.signals import request_finished, request_started
    from django.db import close_old_connections, reset_queries

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    # Opening the database anew costs both sides the same and would only flatter the ratios.
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)
    request_started.disconnect(reset_queries)


def portal() -> Callable:
    """The portal as its web server calls it."""
    from association.wsgi import application

    return application


def bare() -> Callable:
    """A site with Django's own middleware and the plain views of tests/bench/bare.py."""
    from django.core.handlers.wsgi import WSGIHandler, WSGIRequest
    from django.test import override_settings

    class Request(WSGIRequest):
        urlconf = "tests.bench.bare"

    class Handler(WSGIHandler):
        request_class = Request

    with override_settings(MIDDLEWARE=BARE_MIDDLEWARE):
        return Handler()


class Visitor:
    """One person's requests to a site; `user` None is somebody who is not signed in."""

    def __init__(self, site: Callable, user=None) -> None:
        from django.conf import settings
        from django.test import Client

        self.site, self.cookies = site, {"csrftoken": "b" * 32}
        if user is not None:
            client = Client()
            client.force_login(user, backend=settings.AUTHENTICATION_BACKENDS[0])
            self.cookies["sessionid"] = client.cookies["sessionid"].value

    def get(self, path: str, **query: str) -> bytes:
        """The body of a page, which must be 200."""
        status, body = self._ask("GET", path, urlencode(query), b"")
        assert status == 200, (path, status, body[:600])
        return body

    def poll(self, path: str, **query: str) -> None:
        """Ask as a live page does while nothing has changed."""
        status, body = self._ask("GET", path, urlencode(query), b"", HTTP_HX_REQUEST="true")
        assert status == 204, (path, status, body[:600])

    def post(self, path: str, **fields: Any) -> None:
        """Post a form, which must lead on."""
        data = urlencode({"csrfmiddlewaretoken": self.cookies["csrftoken"], **fields}).encode()
        status, body = self._ask("POST", path, "", data)
        assert status == 302, (path, status, body.decode()[:2000])

    def _ask(self, method: str, path: str, query: str, data: bytes, **more: str) -> tuple[int, bytes]:
        environ = {
            "REQUEST_METHOD": method,
            "PATH_INFO": path,
            "QUERY_STRING": query,
            "SERVER_NAME": "localhost",
            "SERVER_PORT": "8000",
            "SERVER_PROTOCOL": "HTTP/1.1",
            "REMOTE_ADDR": "127.0.0.1",
            "HTTP_HOST": "localhost:8000",
            "HTTP_ACCEPT_LANGUAGE": "ru",
            "HTTP_COOKIE": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            "CONTENT_TYPE": "application/x-www-form-urlencoded",
            "CONTENT_LENGTH": str(len(data)),
            "wsgi.input": io.BytesIO(data),
            "wsgi.errors": io.StringIO(),
            "wsgi.url_scheme": "http",
            "wsgi.multithread": False,
            **more,
        }
        answered: list[str] = []
        response = self.site(environ, lambda status, _headers, *_rest: answered.append(status))
        body = b"".join(response)
        response.close()
        return int(answered[0][:3]), body


def queries(job: Callable[[], object]) -> int:
    """How many queries a job makes."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as caught:
        job()
    return len(caught)
