"""Words of the three languages that are also names. In lower case they are taken as the word: no reader would see a name in them."""

from __future__ import annotations

from collections.abc import Mapping

_KAZAKH = """
azamat erkin arman dana bolat bota asyl serik batyr nur gul aru ayan ayday bak bakyt beybit dos daulet erlan zhan zhanar zhenis zhetpis
kuat kuanysh maral marzhan maksat murat meruert omir orken raushan saule sulu samal symbat talap tileu umit urpak ulan shyn shynar yrys
alma altyn arna aman berik kanat adil aksha inkar tolkyn an men sen on
"""  # citizen, free, dream, wise, steel, camel colt, noble, companion, hero, light, flower …

_RUSSIAN = """
vera nadezhda lyubov roza slava mir lev may roman maya zlata mars rada liliya li kim dan da den zarya iskra
"""  # faith, hope, love, rose, glory, peace, lion, novel …

_ENGLISH = """
rose grace mark will may april june august hope joy faith max art bill frank grant jack rob sue pat dean earl miles dawn iris ivy lily
penny ruby amber crystal so van don al in on an are no he she dan
"""

ORDINARY: Mapping[str, frozenset[str]] = {
    "kk": frozenset(_KAZAKH.split()),
    "ru": frozenset(_RUSSIAN.split()),
    "en": frozenset(_ENGLISH.split()),
}
"""Language → base forms, romanised as `endings.romanised` does."""

_PARTICLES = "uly kyzy qyzy ugly ogly bin ibn von van der de al el ben bek bey khan haji"
PARTICLES = frozenset(_PARTICLES.split())
"""Parts of names that name nobody."""
