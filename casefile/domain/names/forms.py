"""Given names that are written so differently from language to language that no rule of sounds joins them.

Only forms that documents use for one person (Yevgeny and Eugene, Мұхаммед and Магомед); not diminutives, and not names that are merely related.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from casefile.domain.names.letters import readings

_EUROPEAN = """
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
георгий georgy george georgi
иоганн johann
генрих heinrich
готфрид gottfried
вильгельм wilhelm
"""
_EASTERN = """
мұхаммед мухаммед мухаммад мухамед мухамет магомед мухаммет muhammad mohammed mohammad mohamed muhammed mohamad muhammet mukhammed mukhamed magomed محمد
ахмад ahmad ahmed akhmad axmad أحمد احمد
хусейн hussein husain hussain hossein husayn хусаин құсайын хусайн حسين
юсуф yusuf yousef youssef yousuf жүсіп жусуп жусип юсуп zhusip zhusup jusup يوسف
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
ләйлә лейла лайла leila layla leyla laila
бейбіт бейбут beibit beibut beybit beybut
чокан шоқан chokan shokan
гульнара gulnara гүлнара gulnar
шыңғыс чингиз чингис cengiz genghis chinghis jengiz
иса ғайса гайса айса әйса isa issa
ыдырыс идрис едрис idris
жақып жакуб якуб якуп yakub yaqub yakup
ысқақ искак исхак ishaq ishak
дәуіт давуд дауд дауит daud davud dawood
хасан hassan гасан həsən hasan
хамид хамит гамид hamid hamit
ілияс ильяс ilyas elias iliyas
жәлел джалил jalil zhalel
жамал джамал cemal djamal jamal
жаппар джаббар jabbar zhappar cabbar
жәмила джамиля jamila cemile zhamilya djamila
мәриям мариям марьям maryam meryem miriam
зейнеп зейнаб зайнаб zaynab zeinab zeynep
қадиша хадиджа хадича khadija hatice khadijah hadisha kadisha
абд абдул абдуль абдель абдур abd abdul abdel abdur
айша айше aisha ayşe aysha
рабиға рабия робия rabia rebiya rabiya
"""
_ENDINGS = {"bek": "bek", "baJ": "bay", "Zan": "zhan", "Dan": "zhan", "Zon": "zhan", "han": "khan", "Han": "khan"}
"""What Turkic given names are lengthened by; a form with one of them is that form still (Жүсіпбек, Юсуфбек)."""


@lru_cache(maxsize=1)
def _groups() -> dict[str, str]:
    lines = [line.split() for forms in (_EUROPEAN, _EASTERN) for line in forms.split("\n") if line]
    return {reading: f"={line[0]}" for line in lines for spelling in line for reading in readings(spelling)[:1]}


@lru_cache(maxsize=100_000)
def form_of(word: str) -> str | None:
    """The group of forms a given name belongs to, as a key that begins with ``=``; None where it belongs to none."""
    return form_of_reading(readings(word))


def form_of_reading(spoken: Iterable[str]) -> str | None:
    """The same of a name already read, such as the father's in a patronymic."""
    groups = _groups()
    return next((found for each in spoken if (found := groups.get(each) or _lengthened(each, groups))), None)


def _lengthened(reading: str, groups: Mapping[str, str]) -> str | None:
    for ending, written in _ENDINGS.items():
        if reading.endswith(ending) and (form := groups.get(reading.removesuffix(ending))):
            return f"{form}+{written}"
    return None


@lru_cache(maxsize=1)
def _european() -> frozenset[str]:
    return frozenset(f"={line.split()[0]}" for line in _EUROPEAN.split("\n") if line)


def is_european(form: str | None) -> bool:
    """Whether a form is of a name of the Russian, Ukrainian and German calendars."""
    return form in _european()
