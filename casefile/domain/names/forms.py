"""Given names that are written so differently from language to language that no rule of sounds joins them.

Only forms that documents use for one person (Yevgeny and Eugene, Мұхаммед and Магомед); not diminutives, and not names that are merely related.
"""

from __future__ import annotations

from functools import lru_cache

from casefile.domain.names.letters import readings

_FORMS = """
александр alexander alexandre aleksander oleksandr олександр
александра alexandra oleksandra
алексей alexey alexei alexis
андрей andrey andriy андрій
дмитрий dmitry dimitri dimitry dmytro дмитро
евгений evgeny eugene yevhen євген
евгения evgenia eugenia yevheniya
екатерина ekaterina catherine kateryna катерина
елизавета elizaveta elizabeth yelyzaveta
михаил mikhail mykhailo михайло
николай nikolai nicholas mykola микола
наталья natalya natalie nataliya
пётр petr peter pyotr petro петро
павел pavel paul pavlo павло
сергей sergei serge sergii serhiy сергій
юлия yulia julia
григорий grigory gregory hryhoriy григорій
яков yakov jacob
иосиф iosif joseph yosyp
артём artem artyom
владимир vladimir volodymyr володимир
кирилл kirill cyril kyrylo
ксения ksenia xenia
семён semen semyon simeon
максим maxim maksym
филипп filipp philip
даниил daniil daniel danylo
анна anna hanna ганна
елена yelena elena helena olena олена
ольга olga olha
ирина irina iryna
олег oleg oleh
виктор viktor victor
мұхаммед мухаммед мухаммад мухамед мухамет магомед мухаммет muhammad mohammed mohammad mohamed muhammed mohamad muhammet mukhammed mukhamed magomed محمد
ахмад ahmad ahmed akhmad axmad أحمد احمد
хусейн hussein husain hussain hossein husayn хусаин құсайын хусайн حسين
юсуф yusuf yousef youssef yousuf يوسف
ибрагим ibrahim ebrahim ibragim ыбырайым إبراهيم ابراهيم
саид said saeed sayeed сайид saiid سعيد
абдулла abdulla abdullah abdallah абдолла عبدالله
рахман rahman rakhman rehman rahmon рахмон
халид khalid khaled خالد
осман osman usman uthman othman
искандер iskander eskender iskandar ескендір
исмаил ismail esmail ысмайыл
фатима fatima fatma fatemeh
зульфия zulfiya zulfia зүлфия
касым kasym kassym qasym қасым kasim kassim
булат bulat bolat болат
мұстафа mustafa mostafa mustapha
сүлеймен suleimen сулеймен
кунаев қонаев kunayev konayev qonaev
сатпаев сәтбаев satpayev satbayev satbaev
валиханов уәлиханов valikhanov ualikhanov
чокан шоқан chokan shokan
гульнара gulnara гүлнара gulnar
"""


@lru_cache(maxsize=1)
def _groups() -> dict[str, str]:
    lines = [line.split() for line in _FORMS.split("\n") if line]
    return {reading: f"={line[0]}" for line in lines for spelling in line for reading in readings(spelling)[:1]}


@lru_cache(maxsize=100_000)
def form_of(word: str) -> str | None:
    """The group of forms a given name belongs to, as a key that begins with ``=``; None where it belongs to none."""
    groups = _groups()
    return next((groups[each] for each in readings(word) if each in groups), None)
