"""A passkey signs a paper: over its bytes, once, freshly, by its owner, at the portal's address."""

import hashlib
import json
from base64 import b64decode
from datetime import timedelta

import pytest
from django.utils import translation
from fido2 import cbor
from fido2.cose import CoseKey
from fido2.webauthn import CollectedClientData

from association import proofs
from association.actions import papers
from association.actions.papers import NotSigned, Passkey, Password
from association.models import Association, AuditEntry, Signature
from membership.papers import D05
from tests.clause_marker import clause
from tests.factories import association as ground
from tests.factories.browser import Visitor
from tests.factories.passkeys import Key

pytestmark = pytest.mark.django_db
AT = ground.AT
LATER = timedelta(minutes=2, seconds=1)


@pytest.fixture
def secretary():
    ground.association()
    return ground.secretary()


@pytest.fixture
def paper(secretary):
    return drawn(secretary)


def drawn(by):
    return ground.make_ready(papers.draw(D05, Association.current(), facts={"a": 1}, by=by, at=AT))


def sign(paper, by, proof, *, capacity="chair", at=AT):
    return papers.sign(paper, capacity=capacity, post="Председатель", proof=proof, sha256=paper.sha256, by=by, at=at)


def refused(paper, by, proof, **how):
    """The sentence of a refusal; nothing is signed by it."""
    before = Signature.objects.count()
    with pytest.raises(NotSigned) as failed:
        sign(paper, by, proof, **how)
    assert Signature.objects.count() == before
    with translation.override("en"):
        return str(failed.value.sentence)


@clause("A-4.10b")
def test_a_passkey_signs_the_bytes_shown_and_the_journal_says_so(paper, secretary):
    key = Key(secretary)
    row = sign(paper, secretary, key.sign(paper, by=secretary, at=AT), at=AT + timedelta(minutes=1))

    assert (row.method, row.sha256, row.user) == ("passkey", paper.sha256, secretary)
    entry = AuditEntry.objects.get(verb="paper.sign")
    assert (entry.facts["method"], entry.facts["sha256"], entry.subject_id) == ("passkey", paper.sha256, str(row.pk))
    assert secretary.authenticator_set.get().last_used_at is not None


def test_the_signature_can_be_checked_again_from_its_row_alone(paper, secretary):
    row = sign(paper, secretary, Key(secretary).sign(paper, by=secretary, at=AT))
    secretary.authenticator_set.all().delete()
    kept = Signature.objects.get(pk=row.pk).evidence

    told = CollectedClientData(b64decode(kept["client_data"]))
    facts = {
        "paper": row.paper_id,
        "sha256": row.sha256,
        **{name: kept[name] for name in ("user", "nonce", "asked_at")},
    }
    assert told.challenge == proofs.challenge(facts)
    signed = b64decode(kept["authenticator_data"]) + hashlib.sha256(bytes(told)).digest()
    public = CoseKey.parse(cbor.decode(b64decode(kept["public_key"])))
    assert public.verify(signed, b64decode(kept["signature"])) is None
    assert kept["user"] == str(secretary.pk)


def test_one_confirmation_gives_one_signature(paper, secretary):
    proof = Key(secretary).sign(paper, by=secretary, at=AT)
    sign(paper, secretary, proof)

    assert "used up" in refused(paper, secretary, proof, capacity="secretary")


def test_a_confirmation_is_for_one_paper_and_one_person(paper, secretary):
    other, stranger = drawn(secretary), ground.user("operator")
    key, foreign = Key(secretary), Key(stranger)
    proof = key.sign(paper, by=secretary, at=AT)

    assert "another paper" in refused(other, secretary, proof)
    assert "another person" in refused(paper, stranger, proof)
    asked = proofs.ask(paper, by=secretary, at=AT)
    assert "not recognised" in refused(paper, secretary, foreign.answer(asked))
    assert sign(paper, secretary, key.answer(asked)).method == "passkey"


def test_a_confirmation_is_fresh(paper, secretary):
    proof = Key(secretary).sign(paper, by=secretary, at=AT)

    assert "two minutes" in refused(paper, secretary, proof, at=AT + LATER)
    assert "two minutes" in refused(paper, secretary, proof, at=AT - timedelta(seconds=1))


def test_the_answer_of_a_key_belongs_to_its_challenge(paper, secretary):
    key = Key(secretary)
    first, second = (proofs.ask(paper, by=secretary, at=AT) for _time in range(2))

    assert "not recognised" in refused(paper, secretary, Passkey(second["ticket"], key.answer(first).answer))


@pytest.mark.parametrize(
    "how", [{"origin": "https://portal.example.com"}, {"origin": "http://localhost:1"}, {"verified": False}]
)
def test_another_address_and_a_key_that_did_not_check_its_owner_are_refused(how, paper, secretary):
    assert "not recognised" in refused(paper, secretary, Key(secretary).sign(paper, by=secretary, at=AT, **how))


def test_the_address_of_the_portal_counts_not_the_host_of_the_request(paper, secretary, settings):
    settings.SITE_ADDRESS = "https://portal.example.org"
    key = Key(secretary)

    assert proofs.ask(paper, by=secretary, at=AT)["options"]["publicKey"]["rpId"] == "portal.example.org"
    proof = key.sign(paper, by=secretary, at=AT, origin="https://portal.example.org:443")
    assert sign(paper, secretary, proof).method == "passkey"


def test_a_key_that_was_taken_away_signs_no_more(paper, secretary):
    proof = Key(secretary).sign(paper, by=secretary, at=AT)
    secretary.authenticator_set.all().delete()

    assert "not recognised" in refused(paper, secretary, proof)
    with pytest.raises(NotSigned):
        proofs.ask(paper, by=secretary, at=AT)


@pytest.mark.parametrize(
    "answer", ["", "[]", "null", "0", '"x"', "{}", '{"id": 1}', "[" * 7000, '{"response": {}}', "я"]
)
def test_nonsense_is_no_answer_of_a_key(answer, paper, secretary):
    Key(secretary)
    asked = proofs.ask(paper, by=secretary, at=AT)

    assert "not recognised" in refused(paper, secretary, Passkey(asked["ticket"], answer))
    assert "not asked for" in refused(paper, secretary, Passkey(answer, answer))


def test_after_five_wrong_passwords_a_guesser_waits_and_a_passkey_passes(paper, secretary):
    for number in range(5):
        with pytest.raises(papers.WrongPassword):
            sign(paper, secretary, Password("чужой"))
        papers.remember_wrong_password(paper, by=secretary, at=AT + timedelta(seconds=number))

    moment = AT + timedelta(minutes=4)
    for words in (ground.PASSWORD, "чужой"):
        with pytest.raises(NotSigned) as waits:
            sign(paper, secretary, Password(words), at=moment)
        assert (type(waits.value), " 2 " in str(waits.value)) == (NotSigned, True)
    assert sign(paper, secretary, Key(secretary).sign(paper, by=secretary, at=moment), at=moment).method == "passkey"
    assert sign(paper, secretary, Password(ground.PASSWORD), capacity="b", at=AT + timedelta(minutes=5)).pk


def test_the_guesses_of_one_account_hold_up_nobody_else(paper, secretary):
    other = ground.user("operator")
    for _number in range(5):
        papers.remember_wrong_password(paper, by=other, at=AT)

    assert sign(paper, secretary, Password(ground.PASSWORD)).method == "password"


def test_a_challenge_is_given_for_a_finished_paper_one_may_see(paper, secretary):
    Key(secretary)
    school = ground.organisation()
    unfinished = papers.draw(D05, Association.current(), facts={}, by=secretary, at=AT)
    given = Visitor(secretary).get(f"/papers/{paper.pk}/challenge/")

    assert (given.status_code, given["Cache-Control"], set(given.json())) == (200, "no-store", {"options", "ticket"})
    asked = json.loads(given.content)["options"]["publicKey"]
    assert (len(asked["allowCredentials"]), asked["userVerification"]) == (1, "required")
    assert Visitor(secretary).get(f"/papers/{unfinished.pk}/challenge/").status_code == 404
    assert Visitor(ground.director(school)).get(f"/papers/{paper.pk}/challenge/").status_code == 404


def test_without_a_key_the_page_says_how_to_get_one(paper, secretary):
    answer = Visitor(secretary).get(f"/papers/{paper.pk}/challenge/")

    assert (answer.status_code, list(answer.json())) == (409, ["sentence"])
