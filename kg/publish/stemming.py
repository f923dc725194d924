"""Words as search knows them: without accents, in small letters, brought to their stem.

A browser cannot stem Indonesian, so each word that differs from its stem goes into the site with it: the map is applied
to what is searched and to what is asked, and *pelayanan* finds *melayani*. A stem follows from the word alone, whatever
the language of the text around it, so that both sides always agree.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

WORD = re.compile(r"[^\W_]+")
STEMMED = re.compile(r"[a-z]{4,30}")
AFFIXED = re.compile(
    "(?:di|ke|se|be|te|me|pe|kau|ku|[^aeiou](?:er|el|em|in)[aeiou]).*"
    "|.*(?:lah|kah|tah|pun|ku|mu|nya|i|kan|an|is|isme|isasi)"
)
"""What every word has that Sastrawi's rules take something from; they try some forty patterns on any other in vain."""


def words_of(text: str) -> list[str]:
    """Cut a text into words, without accents and in small letters; the script of the search page does the same.

    >>> words_of("Kendala-kendala: Pelayanan, café…")
    ['kendala', 'kendala', 'pelayanan', 'cafe']
    """
    if text.isascii():
        return WORD.findall(text.lower())
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return WORD.findall(plain.lower())


@cache
def stem(word: str) -> str:
    """Bring a word to its stem: an Indonesian one by its dictionary, any other by the rules of English.

    >>> [stem(word) for word in ("pelayanan", "melayani", "layanan", "tugas", "services", "bpjs")]
    ['layan', 'layan', 'layan', 'tugas', 'servic', 'bpjs']
    """
    if not STEMMED.fullmatch(word):
        return word
    indonesian, roots, english = _stemmers()
    if word in roots:
        return word
    root: str = indonesian.stem(word) if AFFIXED.fullmatch(word) else word
    return root if root != word else english.stemWord(word)


@cache
def _stemmers():  # type: ignore[no-untyped-def]  # neither library has types
    import snowballstemmer
    from Sastrawi.Dictionary.ArrayDictionary import ArrayDictionary
    from Sastrawi.Stemmer.Stemmer import Stemmer
    from Sastrawi.Stemmer.StemmerFactory import StemmerFactory

    roots = StemmerFactory().get_words()
    return Stemmer(ArrayDictionary(roots)), frozenset(roots), snowballstemmer.stemmer("english")


class Stems:
    """The stems that a reader has been given so far: texts are loaded in parts, each brings what is new in it.

    >>> stems = Stems()
    >>> stems.new_in(["Pelayanan publik", "a study of services"])
    {'pelayanan': 'layan', 'services': 'servic', 'study': 'studi'}
    >>> stems.new_in(["pelayanan dan penelitian"])
    {'penelitian': 'teliti'}
    """

    def __init__(self) -> None:
        self._seen: set[str] = set()

    def new_in(self, texts: Iterable[str]) -> dict[str, str]:
        """Give the words of texts that are new and are not their own stem, each with its stem."""
        new = {word for text in texts for word in words_of(text)} - self._seen
        self._seen |= new
        return {word: stem(word) for word in sorted(new) if stem(word) != word}
