"""A signed-in test client that posts forms with their keys."""

from django.test import Client

from association import keys
from association.models import User


class Visitor(Client):
    """A client of one person; every form it posts carries a key of its own unless one is given."""

    def __init__(self, user: User) -> None:
        super().__init__()
        self.force_login(user)

    def send(self, address: str, key: str = "", **data):
        """Post a form."""
        return self.post(address, {keys.FIELD: key or keys.new_key(), **data})

    def poll(self, address: str):
        """Ask as a live page does."""
        return self.get(address, headers={"HX-Request": "true"})
