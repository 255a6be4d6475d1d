"""The package around a Word document (ECMA-376): only the parts that are needed, and nothing in them that tells of its maker.

The template of python-docx brings a preview picture, a custom XML part and properties of other people; a file also carries the
clock of its computer in every entry. All that is left out, so the same document gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from xml.sax.saxutils import escape

_EPOCH = (1980, 1, 1, 0, 0, 0)
_LEFT_OUT = re.compile(r"customXml/|docProps/thumbnail|word/stylesWithEffects\.xml")
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title><dc:language>{language}</dc:language></cp:coreProperties>'
)
_APP = (
    '<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
    "<Application>Casefile</Application></Properties>"
)


def cleaned(package: bytes, title: str, language: str) -> bytes:
    """The package with its properties replaced by title and language alone."""
    sink = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as source, zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in sorted(source.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            if not _LEFT_OUT.match(entry):
                kept = zipfile.ZipInfo(entry, _EPOCH)
                kept.compress_type = zipfile.ZIP_DEFLATED
                target.writestr(kept, _part(entry, source.read(entry), title, language))
    return sink.getvalue()


def _part(name: str, data: bytes, title: str, language: str) -> bytes:
    if name == "docProps/core.xml":
        return (_HEAD + _CORE.format(title=escape(title), language=language)).encode()
    if name == "docProps/app.xml":
        return (_HEAD + _APP).encode()
    if name == "[Content_Types].xml" or name.endswith(".rels"):
        return _without_what_is_left_out(data.decode()).encode()
    return data


def _without_what_is_left_out(listing: str) -> str:
    """A listing of parts without the lines that name one of those left out."""
    return re.sub(r"<(?:Override|Relationship)\b[^>]*?(?:customXml|thumbnail|stylesWithEffects)[^>]*?/>", "", listing)
