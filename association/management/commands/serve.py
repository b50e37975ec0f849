"""The one parent of the portal's processes."""

import os
import signal
import subprocess
import sys
import time
from collections import deque

from django.core.management.base import BaseCommand

from association.processes import COMMANDS, die_with_parent

FAILURES, WINDOW = 3, 30  # a process that ends so often in so many seconds will not get better
PATIENCE = 12  # seconds for running jobs to finish


class Child:
    """One process in a session of its own, so that Ctrl-C reaches the parent alone."""

    def __init__(self, name):
        self.name, self.ends = name, deque(maxlen=FAILURES)
        self.start()

    def start(self):
        parent = os.getpid()

        def prepare():
            die_with_parent()
            if os.getppid() != parent:  # it ended before the kernel knew our wish
                os._exit(1)

        self.process = subprocess.Popen(COMMANDS[self.name](), start_new_session=True, preexec_fn=prepare)

    def is_hopeless(self):
        """Note an end; True when there were too many of them lately."""
        self.ends.append(time.monotonic())
        return len(self.ends) == FAILURES and self.ends[-1] - self.ends[0] < WINDOW

    def tell(self, number):
        if self.process.poll() is None:
            self.process.send_signal(number)  # to it alone: its pool must finish the running jobs


class Command(BaseCommand):
    """Run web, worker and scheduler under one parent, or become one of them."""

    help = "Runs web, worker and scheduler under one parent; with a name becomes that process."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("only", nargs="?", choices=COMMANDS)

    def handle(self, *, only, **options):
        if only:
            self.check(databases=["default"])
            command = COMMANDS[only]()
            os.execv(command[0], command)
        self.stopping = False
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self.stop)
        children = [Child(name) for name in COMMANDS]
        failed = self.watch(children)
        self.end(children)
        if failed:
            self.stderr.write(
                f"The {failed} process ended {FAILURES} times in {WINDOW} s: giving up. See its lines above."
            )
            sys.exit(1)

    def stop(self, number, frame):
        self.stopping = True

    def watch(self, children):
        """Start again what ended; returns the name of the process that keeps ending, or None when asked to stop."""
        while not self.stopping:
            for child in children:
                if child.process.poll() is not None and not self.stopping:
                    if child.is_hopeless():
                        return child.name
                    child.start()
            time.sleep(0.1)
        return None

    def end(self, children):
        """Ask all to finish, then insist; a second Ctrl-C insists at once."""
        self.stopping = False
        for child in children:
            child.tell(signal.SIGTERM)
        until = time.monotonic() + PATIENCE
        while any(child.process.poll() is None for child in children):
            if self.stopping or time.monotonic() > until:
                for child in children:
                    child.tell(signal.SIGKILL)
            time.sleep(0.05)
