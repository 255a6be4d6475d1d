"""Plain text in whatever encoding it came."""

from __future__ import annotations

from casefile.evidence.worker.charsets import decode
from casefile.evidence.worker.decoding import Decoder
from casefile.evidence.worker.filetypes import FileType
from casefile.evidence.worker.remotefile import RemoteFile

_LONGEST_CHARACTER = 4


def prepare(file: RemoteFile, filetype: FileType) -> Decoder:
    """A decoder; the encodings were loaded with the module that tells them."""
    return TextDecoder(file, filetype)


class TextDecoder(Decoder):
    """One text file."""

    def text(self, limit: int) -> str:
        """The beginning of the text with newlines made one kind."""
        self.file.seek(0)
        data = self.file.read(limit * _LONGEST_CHARACTER) or b""
        return decode(data)[:limit].replace("\r\n", "\n")
