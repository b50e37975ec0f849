"""How each process of the portal is started, and how it ends with its parent; gunicorn reads its hooks here."""

import ctypes
import os
import signal
import sys

PR_SET_PDEATHSIG = 1


def die_with_parent(number: int = signal.SIGKILL) -> None:
    """Ask the kernel to send the signal `number` to this process when its parent ends, however it ends."""
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, number)


def post_fork(server, worker) -> None:
    """Gunicorn's hook: without it workers outlive a killed master by their poll time."""
    die_with_parent()


def web() -> list[str]:
    """The command of the web server; LISTEN is host:port or unix:/path, WEB_PROCESSES and WEB_THREADS its size."""
    listen = os.environ.get("LISTEN", "127.0.0.1:8000")
    threads = os.environ.get("WEB_THREADS", "4")
    command = ["gunicorn", "association.wsgi", "--config", "python:association.processes", "--bind", listen]
    command += ["--workers", os.environ.get("WEB_PROCESSES", "2"), "--threads", threads]
    if threads != "1":  # a port of its own for each process: otherwise one of them gets all kept-alive clients
        command += ["--worker-class", "gthread"] + ["--reuse-port"] * (not listen.startswith("unix:"))
    command += ["--no-control-socket", "--worker-tmp-dir", "/dev/shm", "--log-level", "warning"]
    return [sys.executable, "-m", *command]


def worker() -> list[str]:
    """The command of the Celery worker."""
    quiet = ["--without-gossip", "--without-mingle", "--without-heartbeat", "--loglevel", "warning"]
    return [sys.executable, "-m", "celery", "--quiet", "--app", "association", "worker", "--pool", "prefork", *quiet]


def beat() -> list[str]:
    """The command of the scheduler; exactly one runs beside any number of workers."""
    return [
        sys.executable,
        "-m",
        "celery",
        "--quiet",
        "--app",
        "association",
        "beat",
        "--pidfile=",
        "--loglevel",
        "warning",
    ]


COMMANDS = {"web": web, "worker": worker, "beat": beat}
