"""How a line of the log looks."""

import logging
import time


class Line(logging.Formatter):
    """One record is one line: control characters are escaped, so that no input can forge a second record."""

    converter = time.gmtime
    default_msec_format = "%s.%03dZ"

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:
        """The message without control characters; a traceback follows it on lines of its own, indented."""
        return "".join(c if c.isprintable() else repr(c)[1:-1] for c in super().formatMessage(record))

    def formatException(self, ei) -> str:
        """The traceback, indented."""
        return "\n".join("    " + line for line in super().formatException(ei).splitlines())


def logging_to_stderr(level: str) -> dict:
    """The configuration of the log: every record at `level` or above, one line each, on stderr."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"line": {"()": Line}},
        "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
        "root": {"handlers": ["stderr"], "level": level},
        "loggers": {
            "django": {"handlers": [], "level": "INFO", "propagate": True},
            "celery": {"level": "WARNING"},  # otherwise two lines every two seconds
            "kombu": {"level": "ERROR"},
            "gunicorn.http.wsgi": {"level": "ERROR"},  # every HEAD is a warning to it
            "django.security.DisallowedHost": {"level": "CRITICAL"},  # scanners, answered with 400
            "weasyprint": {"level": "ERROR"},
            "fontTools": {"level": "ERROR"},
        },
    }
