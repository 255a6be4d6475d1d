"""Keys as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from casefile.crypto.age import (
    BadKey,
    HybridIdentity,
    HybridRecipient,
    MixedRecipients,
    Recipient,
    ScryptIdentity,
    ScryptRecipient,
    X25519Identity,
    X25519Recipient,
    bech32,
    parse_identity,
    parse_identity_file,
    parse_recipient,
)
from casefile.crypto.age.wrapping import new_file_key, new_header

# From https://c2sp.org/age
SPECIFIED_PQ = "AGE-SECRET-KEY-PQ-1XX76JRALNLXDMEW0CRK45QMCCH4X06SE84UN3VPM33W6HWDX0H3SK3ZQFR"
SPECIFIED_PQ_RECIPIENT = ("age1pq1x34nzsvr0rxjsgdn8zgyhfe8j7ceq5r9rdelkjuh3y235jzxshfg87p", "heyty7saeq0d3fzv49zc0k")
SPECIFIED = "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX"
SPECIFIED_RECIPIENT = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj"


def test_the_keys_of_the_specification() -> None:
    identity = HybridIdentity.parse(SPECIFIED_PQ)
    start, end = SPECIFIED_PQ_RECIPIENT
    assert identity.encode() == SPECIFIED_PQ
    assert identity.recipient.encode().startswith(start)
    assert identity.recipient.encode().endswith(end)
    classical = X25519Identity.parse(SPECIFIED)
    assert classical.encode() == SPECIFIED
    assert classical.recipient.encode() == SPECIFIED_RECIPIENT


@pytest.mark.parametrize("identity", [HybridIdentity.generate(), X25519Identity.generate()])
def test_keys_survive_writing_and_reading(identity: HybridIdentity | X25519Identity) -> None:
    assert parse_identity(f" {identity.encode()}\n").recipient == identity.recipient
    assert parse_identity(identity.encode().lower()).recipient == identity.recipient
    assert parse_recipient(f"\t{identity.recipient.encode()} ") == identity.recipient
    assert parse_recipient(identity.recipient.encode().upper()) == identity.recipient


def test_one_seed_is_one_identity() -> None:
    assert HybridIdentity.from_seed(bytes(32)).encode() == HybridIdentity.from_seed(bytes(32)).encode()
    with pytest.raises(ValueError, match="32 bytes"):
        HybridIdentity.from_seed(bytes(31))


@pytest.mark.parametrize("text", [SPECIFIED, SPECIFIED_PQ, SPECIFIED_RECIPIENT])
def test_any_mistyped_letter_is_noticed(text: str) -> None:
    parse = parse_identity if "SECRET" in text else parse_recipient
    for place in range(len(text)):
        other = "q" if text[place] not in "qQ" else "p"
        mistyped = text[:place] + (other.upper() if text.isupper() else other) + text[place + 1 :]
        with pytest.raises(BadKey):
            parse(mistyped)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "age1",
        "age1pq1",
        "Аsel",
        SPECIFIED_RECIPIENT[:-1],
        SPECIFIED_RECIPIENT[:10] + SPECIFIED_RECIPIENT[10:].upper(),
        "age1tag1qt8lw0ual6avlwmwatk888yqnmdamm7xfd0wak53ut6elz5c4swx2yqdj4e",
        bech32.encode("age", bytes(31)),
        bech32.encode("age1pq", bytes(1215)),
        bech32.encode("age1pq", b"\xff" * 1216),
        "ssh-ed25519 AAAA",
    ],
)
def test_what_is_no_recipient_is_refused(text: str) -> None:
    with pytest.raises(BadKey):
        parse_recipient(text)


def test_a_refused_identity_is_not_repeated() -> None:
    wrong = SPECIFIED_PQ[:-1] + "Q"
    with pytest.raises(BadKey) as caught:
        parse_identity(wrong)
    assert wrong not in f"{caught.value!r} {caught.value} {caught.value.values}"
    assert caught.value.__cause__ is None


def test_an_identity_file_may_have_comments() -> None:
    one, other = HybridIdentity.generate(), X25519Identity.generate()
    text = f"# created: 2024-05-02\n# public key: …\n\n{one.encode()}\r\n{other.encode()}\n"
    assert [type(identity) for identity in parse_identity_file(text)] == [HybridIdentity, X25519Identity]
    for nothing in ("", "# only a comment\n", f"{one.encode()}\nnot a key\n"):
        with pytest.raises(BadKey):
            parse_identity_file(nothing)


def test_a_key_is_never_shown_by_accident() -> None:
    secrets = [
        HybridIdentity.parse(SPECIFIED_PQ),
        X25519Identity.parse(SPECIFIED),
        ScryptIdentity("тайна"),
        ScryptRecipient("тайна"),
    ]
    for secret in secrets:
        shown = f"{secret!r} {secret} {[secret]}"
        assert "SECRET" not in shown
        assert "тайна" not in shown


def test_kinds_that_weaken_each_other_do_not_share_a_file() -> None:
    hybrid, classical = HybridIdentity.generate().recipient, X25519Identity.generate().recipient
    passphrase = ScryptRecipient("seven words", work_factor=1)
    mixtures: list[list[Recipient]] = [
        [hybrid, classical],
        [passphrase, hybrid],
        [passphrase, passphrase],
        [classical, passphrase],
    ]
    for recipients in mixtures:
        with pytest.raises(MixedRecipients):
            new_header(recipients, new_file_key())
    with pytest.raises(ValueError, match="needs a recipient"):
        new_header([], new_file_key())
    new_header([hybrid, HybridIdentity.generate().recipient], new_file_key())


def test_a_recipient_everyone_can_read_for_is_refused() -> None:
    with pytest.raises(BadKey):
        new_header([X25519Recipient(bytes(32))], new_file_key())
    with pytest.raises(ValueError, match="1216"):
        new_header([HybridRecipient(bytes(32))], new_file_key())


@given(st.binary(max_size=80))
def test_bech32_gives_back_what_it_was_given(data: bytes) -> None:
    assert bech32.decode("age", bech32.encode("age", data)) == data


@pytest.mark.parametrize("text", ["A12UEL5L", "a12uel5l"])
def test_bech32_of_bip_173(text: str) -> None:
    assert bech32.decode("a", text) == b""


@pytest.mark.parametrize("text", ["age1psm9pam", "age1qpu0j2ex", "age1qqqyst3gn"])
def test_bech32_with_stray_bits_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="stray"):
        bech32.decode("age", text)
