"""Make the evidence files of the sample vault: `python packaging/sample_media.py resources/sample/media`.

Everything is drawn, spoken and written by this program. Nothing shows or names a real person, place or document, and every file says so.
Needs espeak-ng on the path for the voice; the rest comes with Casefile itself.
"""

from __future__ import annotations

import io
import math
import random
import subprocess
import sys
import wave
from fractions import Fraction
from pathlib import Path

import av
from PIL import Image, ImageDraw, ImageFilter, ImageFont
from reportlab.lib.pagesizes import A4
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

FONTS = Path(__file__).resolve().parent.parent / "resources" / "fonts"
SIZE = (1440, 1080)
FILM_SIZE, FILM_RATE, FILM_SECONDS = (640, 360), 12, 6
CAPTION = "ОБРАЗЕЦ · ҮЛГІ · SAMPLE: a drawing for practice"
EXIF_TAKEN, EXIF_TAKEN_OFFSET, EXIF_DIRECTORY, EXIF_SOFTWARE = 0x9003, 0x9011, 0x8769, 0x0131

Point = tuple[float, float]
Colour = tuple[int, int, int]


def shade(colour: Colour, factor: float) -> Colour:
    red, green, blue = (max(0, min(255, round(value * factor))) for value in colour)
    return red, green, blue


def gradient(size: tuple[int, int], top: Colour, bottom: Colour) -> Image.Image:
    ramp = Image.linear_gradient("L").resize(size)
    return Image.composite(Image.new("RGB", size, bottom), Image.new("RGB", size, top), ramp)


def person(draw: ImageDraw.ImageDraw, x: float, ground: float, height: float, coat: Colour, skin: Colour) -> None:
    """A figure standing on `ground` with its middle at `x`; with hair for skin it is seen from behind."""
    head, width = height * 0.075, height * 0.14
    top = ground - height
    draw.rectangle((x - width * 0.55, ground - height * 0.48, x - width * 0.06, ground), fill=shade(coat, 0.45))
    draw.rectangle((x + width * 0.06, ground - height * 0.48, x + width * 0.55, ground), fill=shade(coat, 0.4))
    draw.rounded_rectangle(
        (x - width, top + head * 2.1, x + width, ground - height * 0.36), radius=width * 0.75, fill=coat
    )
    draw.ellipse((x - head, top, x + head, top + head * 2.3), fill=skin)
    draw.pieslice(
        (x - head * 1.12, top - head * 0.2, x + head * 1.12, top + head * 2.2), 170, 370, fill=shade(coat, 0.3)
    )


def photographed(image: Image.Image, softness: float, seed: int) -> Image.Image:
    """The drawing as a lens would give it: soft, darker towards the corners, with grain."""
    image = image.filter(ImageFilter.GaussianBlur(softness))
    corners = Image.radial_gradient("L").resize(image.size).point(lambda value: max(0, value - 120) // 2)
    image = Image.composite(Image.new("RGB", image.size, (20, 22, 24)), image, corners)
    random.seed(seed)
    grain = Image.frombytes("L", (360, 270), random.randbytes(360 * 270)).resize(image.size)
    return Image.blend(image, Image.merge("RGB", (grain,) * 3), 0.025)


def captioned(image: Image.Image, size: int) -> Image.Image:
    draw = ImageDraw.Draw(image, "RGBA")
    font = ImageFont.truetype(str(FONTS / "NotoSans-SemiBold.ttf"), size)
    left, top, right, bottom = draw.textbbox((0, 0), CAPTION, font=font)
    foot = image.height - size
    draw.rounded_rectangle(
        (size * 0.6, foot - (bottom - top) - size * 0.9, size * 1.6 + right - left, foot), size * 0.3, (20, 24, 24, 190)
    )
    draw.text((size * 1.1, foot - size * 0.45), CAPTION, font=font, fill=(255, 255, 255), anchor="ls")
    return image


def save_photo(image: Image.Image, path: Path, taken: str) -> None:
    exif = Image.Exif()
    exif[EXIF_SOFTWARE] = "Casefile sample drawing"
    exif.get_ifd(EXIF_DIRECTORY).update({EXIF_TAKEN: taken, EXIF_TAKEN_OFFSET: "+05:00"})
    image.save(path, quality=80, optimize=True, progressive=True, exif=exif)


def block_of_flats(
    draw: ImageDraw.ImageDraw, left: float, top: float, right: float, ground: float, wall: Colour
) -> None:
    draw.rectangle((left, top, right, ground), fill=wall)
    draw.rectangle((left, top, right, top + 14), fill=shade(wall, 0.8))
    random.seed(int(left))
    columns, rows = int((right - left) // 62), int((ground - top) // 78)
    step = (right - left) / columns
    for column in range(columns):
        for row in range(rows):
            x, y = left + step * (column + 0.25), top + 38 + row * 78
            glass = random.choice(((88, 104, 116), (104, 120, 130), (74, 88, 100), (190, 176, 132)))
            draw.rectangle((x, y, x + step * 0.5, y + 44), fill=glass, outline=shade(wall, 0.75), width=3)


def courthouse(draw: ImageDraw.ImageDraw, left: float, top: float, right: float, ground: float) -> None:
    stone, middle = (214, 203, 182), (left + right) / 2
    draw.rectangle((left, top + 130, right, ground), fill=stone)
    draw.polygon([(left - 26, top + 130), (middle, top), (right + 26, top + 130)], fill=shade(stone, 0.93))
    draw.polygon([(left + 60, top + 116), (middle, top + 28), (right - 60, top + 116)], fill=shade(stone, 0.8))
    draw.rectangle((left - 26, top + 130, right + 26, top + 166), fill=shade(stone, 1.04))
    font = ImageFont.truetype(str(FONTS / "NotoSans-SemiBold.ttf"), 30)
    draw.text((middle, top + 148), "СУД", font=font, fill=(92, 82, 66), anchor="mm")
    draw.rectangle((left + 30, top + 190, right - 30, ground - 84), fill=shade(stone, 0.62))
    draw.rectangle((middle - 56, ground - 290, middle + 56, ground - 84), fill=(76, 56, 44))
    draw.line((middle, ground - 290, middle, ground - 84), fill=(54, 40, 32), width=5)
    for number in range(6):
        x = left + 44 + number * (right - left - 88 - 46) / 5
        draw.rectangle((x, top + 186, x + 46, ground - 84), fill=shade(stone, 1.02))
        draw.rectangle((x + 32, top + 186, x + 46, ground - 84), fill=shade(stone, 0.84))
        draw.rectangle((x - 9, top + 168, x + 55, top + 192), fill=stone)
    for number in range(4):
        y = ground - 84 + number * 21
        draw.rectangle((left - number * 26, y, right + number * 26, y + 21), fill=shade(stone, 0.98 - number * 0.06))


def van(draw: ImageDraw.ImageDraw, x: float, ground: float) -> None:
    body, glass = (232, 234, 236), (70, 84, 98)
    draw.rounded_rectangle((x, ground - 172, x + 330, ground - 30), 26, fill=body)
    draw.polygon(
        [(x + 262, ground - 172), (x + 318, ground - 168), (x + 392, ground - 92), (x + 262, ground - 92)], fill=body
    )
    draw.rounded_rectangle((x + 240, ground - 98, x + 400, ground - 30), 18, fill=body)
    draw.rectangle((x, ground - 92, x + 400, ground - 66), fill=(46, 92, 158))
    for left in (20, 106, 192):
        draw.rounded_rectangle((x + left, ground - 154, x + left + 72, ground - 104), 8, fill=glass)
    draw.polygon(
        [(x + 280, ground - 154), (x + 312, ground - 152), (x + 364, ground - 100), (x + 280, ground - 100)], fill=glass
    )
    draw.rounded_rectangle((x + 150, ground - 192, x + 226, ground - 172), 8, fill=(58, 108, 196))
    for wheel in (74, 318):
        draw.ellipse((x + wheel - 38, ground - 66, x + wheel + 38, ground + 10), fill=(34, 36, 38))
        draw.ellipse((x + wheel - 16, ground - 44, x + wheel + 16, ground - 12), fill=(150, 154, 158))


def street_by_the_court() -> Image.Image:
    image = gradient(SIZE, (156, 176, 194), (214, 216, 210))
    draw = ImageDraw.Draw(image)
    for left, top, right, wall in ((-20, 250, 330, (158, 146, 132)), (1130, 200, 1470, (140, 138, 140))):
        block_of_flats(draw, left, top, right, 800, wall)
    for x in (352, 1098):
        draw.rectangle((x - 8, 560, x + 8, 800), fill=(84, 70, 56))
        for dx, dy, radius in ((0, 500, 74), (-46, 560, 58), (46, 556, 60), (0, 430, 52)):
            draw.ellipse(
                (x + dx - radius, dy - radius, x + dx + radius, dy + radius), fill=(98 + dy % 17, 118 + dy % 23, 82)
            )
    courthouse(draw, 440, 270, 1010, 800)
    draw.rectangle((0, 800, 1440, 860), fill=(178, 174, 166))
    draw.rectangle((0, 852, 1440, 864), fill=(140, 136, 130))
    draw.rectangle((0, 864, 1440, 1080), fill=(92, 94, 96))
    for x in range(-60, 1440, 210):
        draw.polygon([(x, 990), (x + 110, 990), (x + 96, 1004), (x - 14, 1004)], fill=(208, 206, 196))
    coats = ((122, 48, 52), (54, 76, 104), (74, 92, 66), (150, 122, 74), (86, 70, 104), (60, 64, 70))
    for number, x in enumerate((470, 520, 578, 640, 838, 900, 248, 300)):
        person(draw, x, 838 + number % 3 * 10, 206 + number * 7 % 22, coats[number % 6], (206, 168, 140))
    van(draw, 1010, 948)
    return captioned(photographed(image, 2.2, 1), 26)


def crack(draw: ImageDraw.ImageDraw, middle: Point, radius: float) -> None:
    """Broken glass: rays with side cracks, from a point off the middle."""
    x, y = middle[0] - radius * 0.18, middle[1] - radius * 0.12
    for number in range(15):
        angle = number * math.tau / 15 + random.uniform(-0.16, 0.16)
        at, length = (x, y), 0.0
        while length < radius * 0.98:
            step = random.uniform(0.16, 0.3) * radius
            angle += random.uniform(-0.22, 0.22)
            to = (at[0] + math.cos(angle) * step, at[1] + math.sin(angle) * step)
            if math.dist(to, middle) > radius:
                break
            draw.line((*at, *to), fill=(206, 226, 234), width=random.choice((2, 2, 3, 4)))
            if random.random() < 0.5:
                side = angle + random.choice((-1, 1)) * random.uniform(0.7, 1.3)
                end = (to[0] + math.cos(side) * step * 0.5, to[1] + math.sin(side) * step * 0.5)
                draw.line((*to, *end), fill=(160, 188, 198), width=2)
            at, length = to, length + step


def camera() -> Image.Image:
    """The camera upright on a transparent ground."""
    layer = Image.new("RGBA", (1000, 760), (0, 0, 0, 0))
    draw = ImageDraw.Draw(layer)
    body = (46, 48, 52)
    draw.rounded_rectangle((90, 180, 910, 650), 56, fill=body)
    draw.rounded_rectangle((330, 90, 660, 260), 40, fill=(52, 54, 58))
    draw.rounded_rectangle((350, 108, 640, 170), 22, fill=(64, 67, 72))
    draw.rounded_rectangle((90, 250, 910, 590), 20, fill=(34, 35, 38))
    for x, width in ((150, 96), (740, 104)):
        draw.rounded_rectangle((x, 148, x + width, 186), 12, fill=(72, 74, 80))
    draw.ellipse((806, 268, 866, 328), fill=(170, 44, 40))
    for radius, colour in (
        (250, (24, 25, 27)),
        (226, (66, 69, 74)),
        (206, (20, 21, 23)),
        (172, (30, 44, 54)),
        (120, (40, 66, 80)),
    ):
        draw.ellipse((500 - radius, 420 - radius, 500 + radius, 420 + radius), fill=colour)
    draw.ellipse((400, 320, 470, 390), fill=(104, 142, 160))
    random.seed(11)
    crack(draw, (500, 420), 176)
    draw.line([(905, 300), (985, 330), (950, 470), (994, 600)], fill=(22, 22, 24), width=22, joint="curve")
    return layer.rotate(-11, Image.Resampling.BICUBIC, expand=True)


def broken_camera() -> Image.Image:
    image = gradient(SIZE, (150, 112, 76), (116, 84, 56))
    draw = ImageDraw.Draw(image)
    random.seed(5)
    for number in range(9):
        y = number * 130 - 40
        draw.polygon(
            [(0, y + 66), (1440, y), (1440, y + 126), (0, y + 192)],
            fill=shade((140, 104, 70), 0.86 + number % 4 * 0.07),
        )
        draw.line((0, y + 192, 1440, y + 126), fill=(78, 56, 38), width=5)
        for _ in range(5):
            x, dy = random.randrange(1440), random.randrange(20, 120)
            draw.line(
                (x, y + dy + 60 - x * 0.046, x + 240, y + dy + 60 - (x + 240) * 0.046), fill=(122, 90, 60), width=2
            )
    tool = camera()
    shadow = Image.new("RGBA", tool.size, (0, 0, 0, 0))
    shadow.putalpha(tool.getchannel("A").point(lambda value: value * 2 // 3))
    image.paste(shadow.filter(ImageFilter.GaussianBlur(22)), (176, 128), shadow.filter(ImageFilter.GaussianBlur(22)))
    image.paste(tool, (160, 92), tool)
    for _ in range(46):
        x, y, size = random.gauss(720, 330), random.gauss(880, 60), random.uniform(4, 19)
        corners = [(x + random.uniform(-size, size), y + random.uniform(-size, size)) for _ in range(3)]
        draw.polygon(corners, fill=random.choice(((190, 208, 214), (150, 176, 186), (226, 234, 236))))
    return captioned(photographed(image, 1.4, 2), 26)


def crowd_frame(second: float) -> Image.Image:
    """A hall from the back row; the camera sways, people shift, two of them film."""
    image = gradient((1280, 720), (206, 196, 178), (160, 146, 126))
    draw = ImageDraw.Draw(image)
    sway = math.sin(second * 0.9) * 14
    draw.rectangle((330 + sway, 60, 950 + sway, 250), fill=(232, 236, 236), outline=(90, 120, 130), width=6)
    font = ImageFont.truetype(str(FONTS / "NotoSans-SemiBold.ttf"), 54)
    draw.text((640 + sway, 152), "ВСТРЕЧА · ОБРАЗЕЦ", font=font, fill=(60, 92, 104), anchor="mm")
    draw.rectangle((500 + sway, 400, 780 + sway, 520), fill=(110, 80, 58))
    coats = ((122, 48, 52), (54, 76, 104), (74, 92, 66), (150, 122, 74), (86, 70, 104), (44, 48, 54))
    for row, (ground, height, count) in enumerate(((640, 300, 9), (780, 380, 8), (980, 520, 6))):
        for number in range(count):
            step = 1340 / count
            x = (
                step * (number + 0.3 + row * 0.23)
                + sway * (1 + row * 0.6)
                + math.sin(second * 2 + number * 1.7 + row) * 7
            )
            coat = shade(coats[(number * 5 + row) % 6], 1 - row * 0.14)
            lift = math.sin(second * 3 + number * 2.3) * 5
            person(draw, x, ground + lift, height, coat, shade(coat, 0.3))
            if (number + row) % 5 == 1:
                top = ground + lift - height
                draw.line(
                    (x + height * 0.1, top + height * 0.3, x + height * 0.1, top),
                    fill=(200, 160, 132),
                    width=int(height * 0.05),
                )
                draw.rounded_rectangle(
                    (x + height * 0.05, top - height * 0.14, x + height * 0.16, top), 5, fill=(30, 32, 36)
                )
    small = image.filter(ImageFilter.GaussianBlur(1.5)).resize(FILM_SIZE, Image.Resampling.LANCZOS)
    return captioned(small, 13)


def write_film(path: Path) -> None:
    """Six seconds of H.264 with the murmur of a room."""
    with av.open(str(path), "w", options={"movflags": "+faststart"}) as container:
        film = container.add_stream("libx264", FILM_RATE, options={"crf": "27", "preset": "slow"})
        film.width, film.height = FILM_SIZE
        film.pix_fmt = "yuv420p"
        sound = container.add_stream("aac", 24000, layout="mono", bit_rate=32000)
        for number in range(FILM_RATE * FILM_SECONDS):
            container.mux(film.encode(av.VideoFrame.from_image(crowd_frame(number / FILM_RATE))))
        container.mux(film.encode())
        encode_sound(container, sound, murmur(24000 * FILM_SECONDS), 24000)


def murmur(count: int) -> bytes:
    """Low noise that swells, as of many voices far away."""
    random.seed(3)
    level, samples = 0.0, bytearray()
    for number in range(count):
        level = level * 0.96 + random.uniform(-1, 1) * 0.04
        swell = 0.5 + 0.5 * math.sin(number / 9000) * math.sin(number / 2300)
        samples += round(level * swell * 26000).to_bytes(2, "little", signed=True)
    return bytes(samples)


def encode_sound(container: av.container.OutputContainer, stream: av.AudioStream, samples: bytes, rate: int) -> None:
    frame = av.AudioFrame("s16", "mono", len(samples) // 2)
    frame.planes[0].update(samples.ljust(frame.planes[0].buffer_size, b"\0"))
    frame.sample_rate, frame.pts, frame.time_base = rate, 0, Fraction(1, rate)
    container.mux(stream.encode(frame))
    container.mux(stream.encode())


def write_statement(folder: Path) -> None:
    """The same invented words as text and, in part, as speech."""
    (folder / "statement.txt").write_text(STATEMENT, "utf-8")
    command = ["espeak-ng", "-v", "ru", "-s", "150", "-a", "70", "--stdout", SPOKEN]
    spoken = subprocess.run(command, check=True, capture_output=True).stdout
    with wave.open(io.BytesIO(spoken)) as recording:
        rate, samples = recording.getframerate(), recording.readframes(recording.getnframes())
    with av.open(str(folder / "statement.ogg"), "w") as container:
        encode_sound(container, container.add_stream("libopus", 48000, layout="mono", bit_rate=24000), samples, rate)


def write_notice(path: Path) -> None:
    """A4, with a text layer and fonts inside."""
    for weight in ("Regular", "SemiBold"):
        pdfmetrics.registerFont(TTFont(weight, str(FONTS / f"NotoSans-{weight}.ttf")))
    page = Canvas(str(path), pagesize=A4, invariant=True)
    page.setTitle("ОБРАЗЕЦ: извещение о судебном заседании")
    page.setAuthor("Casefile: учебный образец")
    width, height = A4
    page.saveState()
    page.translate(width / 2, height / 2)
    page.rotate(52)
    page.setFillGray(0.9)
    page.setFont("SemiBold", 120)
    page.drawCentredString(0, -40, "ОБРАЗЕЦ")
    page.restoreState()
    y = height - 26 * mm
    for weight, size, indent, line in NOTICE:
        page.setFont(weight, size)
        if indent < 0:
            page.drawCentredString(width / 2, y, line)
        else:
            page.drawString(25 * mm + indent * mm, y, line)
        y -= size * 1.62
    page.save()


NOTICE = (
    ("SemiBold", 10, -1, "УЧЕБНЫЙ ОБРАЗЕЦ. НЕ ЯВЛЯЕТСЯ ДОКУМЕНТОМ. ВСЕ ИМЕНА И НОМЕРА ВЫМЫШЛЕНЫ."),
    ("Regular", 10, -1, ""),
    ("SemiBold", 14, -1, "Учебный районный суд города Н."),
    ("Regular", 10, -1, "улица Примерная, дом 1"),
    ("Regular", 10, -1, ""),
    ("Regular", 11, 95, "Примеровой Айгуль Образцовне"),
    ("Regular", 11, 95, "город Н., улица Вымышленная, 2"),
    ("Regular", 10, -1, ""),
    ("SemiBold", 16, -1, "ИЗВЕЩЕНИЕ"),
    ("Regular", 11, -1, "о времени и месте судебного заседания"),
    ("Regular", 10, -1, ""),
    ("Regular", 11, 0, "Дело № 0000-00-00-0/000 (образец)"),
    ("Regular", 10, -1, ""),
    ("Regular", 11, 8, "Учебный районный суд города Н. извещает Вас о том, что рассмотрение дела"),
    ("Regular", 11, 0, "об административном правонарушении назначено на 14 марта 2024 года в 10 часов"),
    ("Regular", 11, 0, "30 минут в зале № 3 по адресу: город Н., улица Примерная, дом 1."),
    ("Regular", 10, -1, ""),
    ("Regular", 11, 8, "При себе иметь документ, удостоверяющий личность. Вы вправе пользоваться"),
    ("Regular", 11, 0, "помощью защитника, знакомиться с материалами дела, заявлять ходатайства,"),
    ("Regular", 11, 0, "давать объяснения на родном языке и пользоваться помощью переводчика."),
    ("Regular", 10, -1, ""),
    ("Regular", 11, 8, "В случае неявки дело может быть рассмотрено в Ваше отсутствие."),
    ("Regular", 10, -1, ""),
    ("Regular", 11, 0, "Секретарь (образец)                                        П. П. Образцов"),
    ("Regular", 11, 0, "11 марта 2024 года"),
    ("Regular", 10, -1, ""),
    ("Regular", 9, 0, "Изготовлено программой для упражнений в Casefile. Суда, дела и людей с такими именами нет."),
)

SPOKEN = (
    "Это учебный образец. Все имена вымышлены. Меня зовут Айгуль Примерова. Десятого марта, около трёх часов дня, "
    "я снимала у здания суда. Ко мне подошли двое, вырвали камеру и бросили её на пол. Документов они не показали. "
    "Я прошу приложить эту запись к моему заявлению. Конец образца."
)

STATEMENT = """\
ОБРАЗЕЦ. УЧЕБНЫЙ ТЕКСТ. ВСЕ ИМЕНА И СОБЫТИЯ ВЫМЫШЛЕНЫ.
SAMPLE. A TEXT FOR PRACTICE. ALL NAMES AND EVENTS ARE INVENTED.

Заявление Айгуль Примеровой, записано 11 марта 2024 года

10 марта 2024 года, около 15 часов, я снимала у здания Учебного районного суда города Н. Ко мне подошли двое
мужчин в гражданской одежде. Они не назвались и документов не показали. Один из них вырвал у меня камеру и
бросил её на пол. Стекло объектива разбилось. Второй закрывал рукой телефон моей коллеги, которая снимала
происходящее. Полицейский, стоявший у входа, не вмешался.

Я прошу зарегистрировать моё заявление и провести проверку.

А. Примерова


Statement of Aigul Primerova, written down on 11 March 2024

On 10 March 2024, at about 3 p.m., I was filming outside the Practice District Court of the town of N. Two men in
plain clothes came up to me. They gave no names and showed no papers. One of them tore the camera from my hands
and threw it on the floor. The lens broke. The other held his hand over the phone of my colleague, who was
filming. A police officer at the entrance did not step in.

I ask that my complaint be registered and looked into.

A. Primerova
"""


def main(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    save_photo(street_by_the_court(), folder / "street-by-the-court.jpg", "2024:03:10 14:48:12")
    save_photo(broken_camera(), folder / "broken-camera.jpg", "2024:03:10 15:07:40")
    write_notice(folder / "court-notice.pdf")
    write_film(folder / "crowd.mp4")
    write_statement(folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
