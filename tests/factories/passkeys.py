"""A key that a person holds: it registers and answers challenges as a real authenticator does."""

import hashlib
import json
import secrets
from urllib.parse import urlsplit

from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from django.conf import settings
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

from association import proofs
from association.models import Paper, User

FLAG = AuthenticatorData.FLAG


class Key:
    """One key with its secret; it checks its owner (PIN, finger) unless told not to."""

    def __init__(self, owner: User | None = None) -> None:
        self.id, self.secret = secrets.token_bytes(16), ec.generate_private_key(ec.SECP256R1())
        if owner:
            self.register(owner)

    def register(self, owner: User) -> None:
        """Let an account know the key, as its page "Security keys" does."""
        public = ES256.from_cryptography_key(self.secret.public_key())
        data = AttestedCredentialData.create(bytes(16), self.id, public)
        seen = AuthenticatorData.create(self._site(), FLAG.UP | FLAG.UV | FLAG.AT, 0, data)
        response = {
            "clientDataJSON": websafe_encode(self._told("webauthn.create", secrets.token_bytes(32))),
            "attestationObject": websafe_encode(AttestationObject.create("none", seen, {})),
        }
        WebAuthn.add(owner, "Ключ", {**self._name(), "response": response})

    def answer(self, asked: dict, *, origin: str = "", verified: bool = True) -> proofs.Passkey:
        """Answer what proofs.ask() gave."""
        told = self._told("webauthn.get", asked["options"]["publicKey"]["challenge"], origin)
        seen = AuthenticatorData.create(self._site(), FLAG.UP | FLAG.UV if verified else FLAG.UP, 0)
        signature = self.secret.sign(seen + hashlib.sha256(told).digest(), ec.ECDSA(hashes.SHA256()))
        response = {"clientDataJSON": told, "authenticatorData": seen, "signature": signature}
        texts = {name: websafe_encode(data) for name, data in response.items()}
        return proofs.Passkey(asked["ticket"], json.dumps({**self._name(), "response": texts}))

    def sign(self, paper: Paper, *, by: User, at, **how) -> proofs.Passkey:
        """Ask for a challenge over a paper and answer it."""
        return self.answer(proofs.ask(paper, by=by, at=at), **how)

    def _name(self) -> dict:
        text = websafe_encode(self.id)
        return {"id": text, "rawId": text, "type": "public-key", "clientExtensionResults": {}}

    def _told(self, kind: str, challenge, origin: str = "") -> bytes:
        return CollectedClientData.create(kind, challenge, origin or settings.SITE_ADDRESS)

    def _site(self) -> bytes:
        return hashlib.sha256(urlsplit(settings.SITE_ADDRESS).hostname.encode()).digest()
