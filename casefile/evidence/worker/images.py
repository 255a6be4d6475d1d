"""Photographs and drawings: the first frame, upright, on white."""

from __future__ import annotations

import importlib
import re
from datetime import datetime
from importlib.util import find_spec

from PIL import Image, ImageOps

from casefile.evidence.worker.decoding import LARGEST_DECODED, CannotDecode, Decoder, Found, Picture, Size, fit
from casefile.evidence.worker.filetypes import AVIF, HEIF, FileType
from casefile.evidence.worker.protocol import Failure
from casefile.evidence.worker.remotefile import RemoteFile

# Pillow imports these when an image turns out to need them, which is too late in a confined process.
_ALWAYS_NEEDED = ("PIL.TiffImagePlugin", "PIL.ImageFile", "PIL.ImagePalette", "copy", "mmap")
_NEEDED_FOR = {
    "JPEG": ("PIL.JpegImagePlugin", "PIL.MpoImagePlugin"),
    "WEBP": ("PIL.WebPImagePlugin",),
}
# Tags of Exif 2.32 (CIPA DC-008).
_ORIENTATION, _EXIF_DIRECTORY = 0x0112, 0x8769
_TAKEN, _TAKEN_OFFSET = 0x9003, 0x9011
_ON_ITS_SIDE = (5, 6, 7, 8)
_EXIF_TIME = re.compile(r"(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)")
_OFFSET = re.compile(r"[+-]\d\d:\d\d")


def prepare(file: RemoteFile, filetype: FileType) -> Decoder:
    """A decoder with everything imported that this type of image needs."""
    Image.preinit()
    Image.MAX_IMAGE_PIXELS = None  # the limit is ours, and holds after the cheap downscaling of JPEG
    for name in (*_ALWAYS_NEEDED, *_NEEDED_FOR.get(filetype.format, ())):
        importlib.import_module(name)
    if filetype is AVIF:
        importlib.import_module("PIL.AvifImagePlugin").DEFAULT_MAX_THREADS = 1  # type: ignore[attr-defined]  # no threads here
    if filetype is HEIF and find_spec("pi_heif") is None:
        return Decoder(file, filetype, lacking=Failure.UNKNOWN_KIND)  # built without the decoder of HEIC
    if filetype is HEIF:
        importlib.import_module("pi_heif").register_heif_opener(decode_threads=1)
    return ImageDecoder(file, filetype)


class ImageDecoder(Decoder):
    """One image. It is decoded anew for each question, as small as the question allows."""

    def probe(self) -> Found:
        """Size as it is seen upright, and the time that the camera wrote."""
        with self._open() as image:
            exif = image.getexif()
            upright = Size(*image.size)
            if exif.get(_ORIENTATION) in _ON_ITS_SIDE:
                upright = Size(upright.height, upright.width)
            return Found(self.filetype, 1, upright, captured=_captured(exif))

    def render(self, page: int, box: Size) -> Picture:
        """The image inside `box`, never enlarged; there is one page."""
        if page:
            raise CannotDecode(Failure.NOTHING_THERE)
        with self._open() as image:
            image.draft("RGB", (max(box), max(box)))  # JPEG alone: decodes at a half, a quarter or an eighth
            if image.width * image.height > LARGEST_DECODED:
                raise CannotDecode(Failure.TOO_LARGE)
            image.load()
            size = fit(Size(*image.size), _as_stored(image, box), enlarge=False)
            small = _on_white(image).resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)
            small.getexif()[_ORIENTATION] = image.getexif().get(_ORIENTATION, 1)
            upright = ImageOps.exif_transpose(small)
        return Picture(Size(*upright.size), upright.tobytes())

    def _open(self) -> Image.Image:
        self.file.seek(0)
        return Image.open(self.file, formats=(self.filetype.format,))  # type: ignore[arg-type]  # a raw file reads as well


def _as_stored(image: Image.Image, box: Size) -> Size:
    return Size(box.height, box.width) if image.getexif().get(_ORIENTATION) in _ON_ITS_SIDE else box


def _on_white(image: Image.Image) -> Image.Image:
    if image.mode.startswith("I;16"):
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if not image.has_transparency_data:
        return image.convert("RGB")
    layer = image.convert("RGBA")
    white = Image.new("RGB", layer.size, "white")
    white.paste(layer, mask=layer.getchannel("A"))
    return white


def _captured(exif: Image.Exif) -> str:
    camera = exif.get_ifd(_EXIF_DIRECTORY)
    found = _EXIF_TIME.match(str(camera.get(_TAKEN, "")))
    if not found:
        return ""
    offset = str(camera.get(_TAKEN_OFFSET, ""))
    written = "{}-{}-{}T{}".format(*found.groups()) + (offset if _OFFSET.fullmatch(offset) else "")
    try:
        return datetime.fromisoformat(written).isoformat()
    except ValueError:
        return ""
