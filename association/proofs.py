"""How a person shows that it is they who sign: a fresh password, or a passkey over a challenge made for one paper."""

from __future__ import annotations

import json
import secrets
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from django.conf import settings
from django.core import signing
from django.utils.translation import gettext_lazy as _
from fido2 import cbor
from fido2.server import Fido2Server
from fido2.utils import websafe_encode
from fido2.webauthn import AuthenticationResponse, PublicKeyCredentialRpEntity, UserVerificationRequirement

from association.canonical import digest
from association.models import Paper, User

FRESH = timedelta(minutes=2)
SALT = PURPOSE = "association.signature"
PORTS = {"http": 80, "https": 443}


class NotSigned(Exception):
    """Raised when a signature cannot be taken; carries a sentence for the person."""

    def __init__(self, sentence: Any) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


class WrongPassword(NotSigned):
    """Another password was typed; whoever catches this remembers it, so that nobody guesses for long."""


@dataclass(frozen=True)
class Password:
    """The password typed anew under the paper."""

    text: str = field(repr=False)


@dataclass(frozen=True)
class Passkey:
    """The ticket that came with the portal's challenge, and what the authenticator answered, as JSON."""

    ticket: str
    answer: str = field(repr=False)


Proof = Password | Passkey


@dataclass(frozen=True)
class Confirmed:
    """A key that answered: the nonce it used up, and what anybody needs to check the answer again."""

    nonce: str
    evidence: dict[str, str]
    authenticator: Authenticator


def has_passkey(user: User) -> bool:
    """Say whether the person has registered a key."""
    return Authenticator.objects.filter(user_id=user.pk, type=Authenticator.Type.WEBAUTHN).exists()


def ask(paper: Paper, *, by: User, at: datetime) -> dict[str, Any]:
    """Make a challenge over the bytes of this paper for this person, good for two minutes and one signature."""
    if not has_passkey(by):
        raise NotSigned(_("No key is registered for your account. Add one, or sign with your password."))
    facts = {"paper": paper.pk, "sha256": paper.sha256, "user": by.pk, "nonce": secrets.token_hex(16),
             "asked_at": at.isoformat()}  # fmt: skip
    options, _state = _server().authenticate_begin(
        auth.get_credentials(by), UserVerificationRequirement.REQUIRED, challenge=challenge(facts)
    )
    return {"options": dict(options), "ticket": signing.dumps(facts, salt=SALT)}


def confirm(proof: Passkey, paper: Paper, *, by: User, at: datetime) -> Confirmed:
    """Check that a key of this person answered a fresh challenge over these bytes; raises NotSigned with the reason."""
    facts = _facts(proof.ticket)
    if (facts["paper"], facts["sha256"], facts["user"]) != (paper.pk, paper.sha256, by.pk):
        raise NotSigned(_("The key confirmed another paper, or for another person. Sign anew."))
    if not timedelta(0) <= at - datetime.fromisoformat(facts["asked_at"]) <= FRESH:
        raise NotSigned(_("The confirmation by the key is older than two minutes. Press the button again."))
    state = {"challenge": websafe_encode(challenge(facts)), "user_verification": UserVerificationRequirement.REQUIRED}
    try:
        answer = AuthenticationResponse.from_dict(json.loads(proof.answer))
        credential = _server().authenticate_complete(state, auth.get_credentials(by), answer)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as wrong:
        raise NotSigned(_("The key was not recognised as yours. Try again, or sign with your password.")) from wrong
    evidence = {
        "user": str(by.pk), "nonce": facts["nonce"], "asked_at": facts["asked_at"],
        "public_key": _text(cbor.encode(dict(credential.public_key))),
        "client_data": _text(answer.response.client_data),
        "authenticator_data": _text(answer.response.authenticator_data),
        "signature": _text(answer.response.signature),
    }  # fmt: skip
    return Confirmed(facts["nonce"], evidence, auth.get_authenticator_by_credential_id(by, credential.credential_id))


def challenge(facts: Mapping[str, Any]) -> bytes:
    """The 32 bytes that the authenticator signs; they name the paper, its SHA-256, the person, nonce and moment."""
    told = [str(facts[name]) for name in ("paper", "sha256", "user", "nonce", "asked_at")]
    return bytes.fromhex(digest(PURPOSE, *told))


def _facts(ticket: str) -> dict[str, Any]:
    try:
        return signing.loads(ticket, salt=SALT)
    except signing.BadSignature as wrong:
        raise NotSigned(_("This confirmation was not asked for by the portal. Sign anew.")) from wrong


def _server() -> Fido2Server:
    entity = PublicKeyCredentialRpEntity(**get_adapter().get_public_key_credential_rp_entity())
    return Fido2Server(entity, verify_origin=lambda origin: _place(origin) == _place(settings.SITE_ADDRESS))


def _place(origin: str) -> tuple[str, str, int | None]:
    parts = urlsplit(origin)
    return parts.scheme, parts.hostname or "", parts.port or PORTS.get(parts.scheme)


def _text(data: bytes) -> str:
    return b64encode(bytes(data)).decode()
