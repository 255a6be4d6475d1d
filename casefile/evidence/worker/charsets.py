"""Which encoding a text is in, told from its bytes: Russian and Kazakh come in six, and few files say which."""

from __future__ import annotations

import codecs

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_UNMARKED = ("utf-16-le", "utf-16-be")
# On a tie the earlier wins; kz1048 differs from cp1251 only in the letters that Kazakh needs.
_SINGLE_BYTE = ("cp1251", "kz1048", "koi8-r", "cp866", "mac-cyrillic", "cp1252")
_FREQUENT = frozenset("оеаинтсрвлкмдпу")
_RUSSIAN = frozenset("абвгдеёжзийклмнопрстуфхцчшщъыьэюя")
_KAZAKH = frozenset("әғқңөұүһі")
_TYPOGRAPHY = frozenset("«»“”„‘’–—…№§©°\u00a0•")
_SAMPLE = 20_000
_TRUNCATED_CHARACTER = 3

for _name in (*_SINGLE_BYTE, *_UNMARKED, "utf-8", "utf-8-sig", "utf-16"):
    codecs.lookup(_name)  # a confined process can load no codec


def decode(data: bytes) -> str:
    """The text of `data`, whose last character may be cut. Bytes that fit no letter become U+FFFD."""
    encoding = encoding_of(data)
    if encoding == "utf-8":
        return codecs.getincrementaldecoder("utf-8")().decode(data)
    return data.decode(encoding, "replace")


def encoding_of(data: bytes) -> str:
    """The encoding of a text that begins with `data`, whose last character may be cut."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    try:
        codecs.getincrementaldecoder("utf-8")().decode(data)
    except UnicodeDecodeError:
        sample = data[:_SAMPLE]
        return _unmarked(sample) or max(_SINGLE_BYTE, key=lambda encoding: _likeness(sample, encoding))
    return _unmarked(data[:_SAMPLE]) or "utf-8"


def _unmarked(sample: bytes) -> str | None:
    """UTF-16 without a mark, told by the zero bytes of its spaces, digits and line ends, which all stand on one side."""
    zeros = sample[0::2].count(0), sample[1::2].count(0)
    if max(zeros) * 20 < len(sample) or min(zeros) * 20 > max(zeros):
        return None
    return _UNMARKED[zeros[0] > zeros[1]]


def _likeness(sample: bytes, encoding: str) -> int:
    """How much `sample` looks like writing when read so; only what is not ASCII counts."""
    points = 0
    before = " "
    for letter in sample.decode(encoding, "replace"):
        if letter > "\x7f":
            points += _points(before, letter)
        before = letter
    return points


def _points(before: str, letter: str) -> int:
    if letter in _TYPOGRAPHY:
        return 0
    if not letter.isalpha():
        return -4
    if before.isalpha() and (before.isascii() == _is_cyrillic(letter) or (before.islower() and letter.isupper())):
        return -3  # two alphabets in one word, or a capital within
    small = letter.lower()
    if small in _FREQUENT:
        return 3
    if small in _RUSSIAN or small in _KAZAKH:
        return 1
    return 1 if before.isascii() and not _is_cyrillic(letter) else -1


def _is_cyrillic(letter: str) -> bool:
    return "\u0400" <= letter <= "\u04ff"
