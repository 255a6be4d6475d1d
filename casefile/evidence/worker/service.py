"""The worker's one loop: recognise the file, load its decoder, give up everything else, answer questions until the program is gone."""

from __future__ import annotations

import importlib
import json
import os
from collections.abc import Callable

from casefile.evidence.worker import protocol
from casefile.evidence.worker.confinement import confine
from casefile.evidence.worker.decoding import CannotDecode, Decoder, Found, Picture, Size
from casefile.evidence.worker.filetypes import HEAD_SIZE, ZIP, FileType, Kind, recognise
from casefile.evidence.worker.protocol import SMALL, Channel, Failure, Message, ProtocolError, Purpose, Tag
from casefile.evidence.worker.remotefile import Blocks, RemoteFile

Answer = tuple[bytes | bytearray, ...]

_DECODERS = {
    Kind.IMAGE: "casefile.evidence.worker.images",
    Kind.PDF: "casefile.evidence.worker.pages",
    Kind.AUDIO: "casefile.evidence.worker.recordings",
    Kind.VIDEO: "casefile.evidence.worker.recordings",
    Kind.TEXT: "casefile.evidence.worker.texts",
}


def run() -> None:
    """Serve the program at the other end of standard input and output; return when it is gone."""
    channel = _take_over_standard_streams()
    try:
        decoder = _begin(channel)
        while True:
            _answer(channel, decoder, channel.receive(SMALL))
    except ProtocolError:
        return


def _take_over_standard_streams() -> Channel:
    """The channel, out of reach of a library that prints."""
    incoming, outgoing = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)
    os.close(nowhere)
    return Channel(incoming, outgoing)


def _begin(channel: Channel) -> Decoder:
    hello = channel.receive(protocol.HELLO.size)
    version, purpose, size, memory_bytes, processor_seconds = protocol.HELLO.unpack(hello.untrusted_payload)
    if version != protocol.VERSION:
        raise ProtocolError("another version")
    file = RemoteFile(Blocks(channel, size))
    filetype = recognise(file.head(HEAD_SIZE))
    decoder = _prepare(file, filetype, _module(Purpose(purpose), filetype))
    facts = confine(memory_bytes, processor_seconds)
    channel.send(Tag.READY, protocol.READY.pack(protocol.VERSION, filetype.code, facts))
    return decoder


def _module(purpose: Purpose, filetype: FileType) -> str | None:
    if purpose is Purpose.TABLES:
        return "casefile.evidence.worker.workbooks" if filetype is ZIP else "casefile.evidence.worker.tables"
    return "casefile.evidence.worker.documents" if filetype is ZIP else _DECODERS.get(filetype.kind)


def _prepare(file: RemoteFile, filetype: FileType, module: str | None) -> Decoder:
    if module is None:
        return Decoder(file, filetype, lacking=Failure.UNKNOWN_KIND)
    decoder = importlib.import_module(module).prepare(file, filetype)
    assert isinstance(decoder, Decoder)
    return decoder


def _answer(channel: Channel, decoder: Decoder, question: Message) -> None:
    ask = _QUESTIONS.get(question.untrusted_tag)
    if ask is None:
        raise ProtocolError("not a question")
    try:
        answer = ask(decoder, question.untrusted_payload)
    except ProtocolError:
        raise
    except CannotDecode as reason:
        channel.send(Tag.FAILED, bytes([reason.failure]))
    except MemoryError:
        channel.send(Tag.FAILED, bytes([Failure.TOO_LARGE]))
    except Exception:  # noqa: BLE001  # a decoder may raise anything at all on a file made to break it
        channel.send(Tag.FAILED, bytes([Failure.DAMAGED]))
    else:
        channel.send(Tag.DONE, *answer)


def _probe(decoder: Decoder, _: bytearray) -> Answer:
    found: Found = decoder.probe()
    captured = found.captured.encode("ascii")
    numbers = (found.filetype.code, found.pages, *found.size, found.duration_ms)
    return (protocol.PROBE.pack(*numbers, captured),)


def _pictured(see: Callable[[Decoder, int, Size], Picture]) -> Callable[[Decoder, bytearray], Answer]:
    def answer(decoder: Decoder, payload: bytearray) -> Answer:
        where, width, height = protocol.RENDER.unpack(payload)
        picture = see(decoder, where, Size(width, height))
        return protocol.PIXELS.pack(*picture.size), picture.rgb

    return answer


def _text(decoder: Decoder, payload: bytearray) -> Answer:
    (limit,) = protocol.NUMBER.unpack(payload)
    return (decoder.text(limit).encode("utf-8", "replace"),)


def _waveform(decoder: Decoder, payload: bytearray) -> Answer:
    (buckets,) = protocol.NUMBER.unpack(payload)
    return (decoder.waveform(buckets),)


def _sound(decoder: Decoder, payload: bytearray) -> Answer:
    heard = decoder.sound(*protocol.STRETCH.unpack(payload))
    return protocol.SOUND.pack(heard.rate, heard.channels), heard.samples


def _sheets(decoder: Decoder, _: bytearray) -> Answer:
    return (json.dumps(decoder.sheets()).encode(),)


def _rows(decoder: Decoder, payload: bytearray) -> Answer:
    sheet, had = protocol.ROWS.unpack(payload)
    return (decoder.rows(sheet, had),)


_QUESTIONS: dict[int, Callable[[Decoder, bytearray], Answer]] = {
    Tag.PROBE: _probe,
    Tag.THUMBNAIL: _pictured(lambda decoder, _, box: decoder.thumbnail(box)),
    Tag.RENDER: _pictured(lambda decoder, page, box: decoder.render(page, box)),
    Tag.FRAME: _pictured(lambda decoder, at_ms, box: decoder.frame(at_ms, box)),
    Tag.TEXT: _text,
    Tag.WAVEFORM: _waveform,
    Tag.SOUND: _sound,
    Tag.SHEETS: _sheets,
    Tag.ROWS: _rows,
}
