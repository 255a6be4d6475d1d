"""Names: the keys under which the spellings of one name meet, and whether two spellings are taken for one person.

A name is stored as given, in its script. `letters` reads it, `distance` says how far two readings are apart, `words` tells surname,
patronymic and initial apart, `comparing` decides, `keys` makes what is indexed.
"""

from casefile.domain.names.comparing import POSSIBLE, SAME, Comparison, compare
from casefile.domain.names.keys import begun, keys, spelled, spelled_keys, word_keys, words_of
from casefile.domain.names.order import alphabetical
from casefile.domain.names.wordkey import word_key

__all__ = [
    "POSSIBLE",
    "SAME",
    "Comparison",
    "alphabetical",
    "begun",
    "compare",
    "keys",
    "spelled",
    "spelled_keys",
    "word_key",
    "word_keys",
    "words_of",
]
