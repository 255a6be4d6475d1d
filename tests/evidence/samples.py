"""Small files that tests make and look into."""

from __future__ import annotations

import io
import zipfile
import zlib
from pathlib import Path

from PIL import Image
from reportlab.pdfgen.canvas import Canvas

MEDIA = Path(__file__).resolve().parents[2] / "resources" / "sample" / "media"
RED, BLUE = (255, 0, 0), (0, 0, 255)


def two_colours(width: int = 64, height: int = 48) -> Image.Image:
    """Left half blue, right half red."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(BLUE, (0, 0, width // 2, height))
    return image


def encoded(image: Image.Image, format: str, **options: object) -> io.BytesIO:
    """`image` as a file of `format`."""
    stream = io.BytesIO()
    image.save(stream, format, **options)
    return stream


def document(pages: list[str]) -> bytes:
    """A PDF of A4 pages, each with one line of text."""
    stream = io.BytesIO()
    canvas = Canvas(stream, pagesize=(595, 842))
    for line in pages:
        canvas.drawString(72, 700, line)
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def raw_pdf(objects: list[bytes]) -> bytes:
    """A PDF of the given objects, numbered from 1; the first is the catalogue."""
    body, offsets = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        offsets.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return body + b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (
        size, table, size, len(body),
    )  # fmt: skip


def stream_object(dictionary: bytes, content: bytes) -> bytes:
    """A PDF stream."""
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (dictionary, len(content), content)


def docx(paragraphs: str, **parts: str) -> io.BytesIO:
    """A Word file with the given XML inside its body and as further parts."""
    namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("word/document.xml", f"<w:document {namespace}><w:body>{paragraphs}</w:body></w:document>")
        for name, inside in parts.items():
            archive.writestr(f"word/{name}.xml", f"<w:{name} {namespace}>{inside}</w:{name}>")
    return stream


def png_of_declared_size(width: int, height: int) -> io.BytesIO:
    """A valid PNG header for a huge image, with hardly any data behind it."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + name + data + zlib.crc32(name + data).to_bytes(4, "big")

    header = width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"
    data = zlib.compress(bytes(1 << 20))
    return io.BytesIO(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", data) + chunk(b"IEND", b""))


def endless_pdf() -> bytes:
    """One page whose drawing takes ten steps, each of ten, nine deep: small, valid, and never done."""
    catalogue, pages = b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
    page = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 100 100]/Contents 4 0 R/Resources<</XObject<</F 5 0 R>>>>>>"
    levels = 9
    forms = [
        stream_object(
            b"/Type/XObject/Subtype/Form/BBox[0 0 100 100]/Resources<</XObject<</F %d 0 R>>>>" % (6 + level),
            b"/F Do " * 10,
        )
        for level in range(levels)
    ]
    last = stream_object(b"/Type/XObject/Subtype/Form/BBox[0 0 100 100]", b"0 0 100 100 re f ")
    return raw_pdf([catalogue, pages, page, stream_object(b"", b"/F Do"), *forms, last])
