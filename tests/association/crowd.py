"""Many at once: threads with a connection each, let go at the same moment."""

from threading import Barrier, Thread

from django.db import connection


def at_once(*acts):
    """Run the acts in threads of their own; gives what each returned or raised, in order."""
    start, results = Barrier(len(acts)), [None] * len(acts)

    def run(place, act):
        start.wait()
        try:
            results[place] = act()
        except Exception as error:
            results[place] = error
        finally:
            connection.close()

    threads = [Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results


def size():
    """How many can be let go at once: SQLite lets one write at a time, and the others wait."""
    return 40 if connection.vendor == "postgresql" else 8
