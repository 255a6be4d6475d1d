"""The Word file says what the PDF says, and nothing of who made it."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape

import docx
import pytest

from casefile.exports import pdf, word
from casefile.exports.document import Document, Facts, Heading, Listing, Paragraph, Table, Timeline, plain

HOSTILE = '<img src="file:///etc/passwd"/> & <b>bold</b> <font size="99">'


def read(data: bytes) -> str:
    """All words of the body, in order."""
    opened = docx.Document(io.BytesIO(data))
    return " ".join("".join(node.text or "" for node in p.iter() if node.tag.endswith("}t")) for p in opened.element.body.iter() if p.tag.endswith("}p"))  # fmt: skip


def parts(data: bytes) -> dict[str, bytes]:
    """The files of the package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def said(document: Document) -> list[str]:
    """Every line of the neutral document."""
    found = []
    for block in document.blocks:
        match block:
            case Heading():
                found.append(block.text)
            case Paragraph():
                found += [plain((each,)) for each in block.lines]
            case Facts():
                found += [
                    text for fact in block.facts for text in (fact.label, *(plain((each,)) for each in fact.lines))
                ]
            case Table():
                found += [plain((each,)) for row in block.rows for cell in row for each in cell]
            case Timeline():
                found += [row.title for row in block.rows]
    return found


def _flat(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("language", ["en", "ru", "kk"])
@pytest.mark.parametrize("audience", ["lawyer", "un"])
def test_both_writers_print_every_line(document: Document) -> None:
    import pypdfium2

    opened = pypdfium2.PdfDocument(pdf.write(document))
    printed = _flat("".join(page.get_textpage().get_text_bounded() for page in opened))
    opened.close()
    written = _flat(read(word.write(document)))
    for text in said(document):
        # A line may run on over the foot of a page: its pieces are all there.
        assert _flat(text) in written, text
        assert all(_flat(piece) in printed for piece in text.split()), text


@pytest.mark.threat(21)
def test_markup_is_text(document: Document) -> None:
    assert read(word.write(document)).count(HOSTILE) == 2


def test_pages_are_fields(document: Document) -> None:
    files = parts(word.write(document))
    footers = [data.decode() for name, data in files.items() if "footer" in name]
    assert footers
    for footer in footers:
        assert 'w:instr="PAGE"' in footer and 'w:instr="NUMPAGES"' in footer


def test_nothing_tells_who_made_it_when(document: Document) -> None:
    data = word.write(document)
    files = parts(data)
    everything = b"\n".join(files.values()).decode("utf-8", "ignore")
    assert not re.search(r"python-docx|2013-|dc:creator|lastModifiedBy|dcterms", everything)
    assert not any("thumbnail" in name or "customXml" in name for name in files)
    assert "<dc:title>Timur Abayev</dc:title>" in files["docProps/core.xml"].decode()
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert {entry.date_time for entry in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert data == word.write(document)


def test_every_listed_part_is_there(document: Document) -> None:
    files = parts(word.write(document))
    listed = re.findall(r'PartName="/([^"]+)"', files["[Content_Types].xml"].decode())
    assert set(listed) <= files.keys()
    targets = re.findall(r'Target="([^"]+)"', files["_rels/.rels"].decode())
    assert set(targets) <= files.keys()


@pytest.mark.parametrize("audience", ["un", "public"])
@pytest.mark.parametrize("language", ["en", "ru", "kk"])
def test_no_spelling_of_a_protected_name_is_left(document: Document) -> None:
    everything = unescape(b"\n".join(parts(word.write(document)).values()).decode("utf-8", "ignore"))
    for fragment in ("Bokenov", "Serik", "Бөкен", "Бокен", "Серік", "Серик"):
        assert fragment not in everything


@pytest.mark.parametrize("language", ["kk"])
def test_the_language_is_set(document: Document) -> None:
    assert 'w:val="kk-KZ"' in parts(word.write(document))["word/styles.xml"].decode()


def test_what_xml_cannot_hold_is_shown() -> None:
    tricky = Document("Kind", "a\x00b\u202ec\ufffed", "", "en", "r", "{page} {pages}")
    assert "a<U+0000>b<U+202E>c<U+FFFE>d" in read(word.write(tricky))


def test_lines_for_a_machine_keep_their_spaces() -> None:
    listing = Document("Kind", "Title", "", "en", "r", "{page} {pages}", (Listing(("if <b>:", "    return 1")),))
    assert "if <b>:     return 1" in read(word.write(listing))
