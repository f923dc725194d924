"""The morphological key of a word: what it is matched by, so that inflected forms need not be listed.

Indonesian keys follow the order in which affixes stand (Sneddon, *Indonesian: A Comprehensive Grammar*, 2010, ch. 1):
the enclitic -nya first, then reduplication, then the verbal prefixes meN- and di-. meN- assimilates p, t, s and k: what
it shows of them is put back (``menyingkat`` shortens, ``meningkat`` rises), but for k, which leaves nothing to tell
``mengirim`` (kirim) from ``mengambil`` (ambil), and is taken off passives too. The suffixes -kan and -i stay, for they
change the meaning (``meningkat`` rises, ``meningkatkan`` raises), and so do nominal forms: ``pengguna`` and
``penggunaan`` are different words. A key is no root: it only has to be equal for forms that mean the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import cache

from kg.languages import load

ENCLITIC = re.compile(r"(?<=\w{4})nya\Z")
REDUPLICATED = re.compile(r"\A(\w{3,})-(\w+)\Z")
ACTIVE = re.compile(r"\Ame(?:ng(?=[aeioughk])|ny(?=[aeiou])|m(?=[bpfvaeiou])|n(?=[dcjztsaeiou])|(?=[lrwymn]))")
ACTIVE_PREFIX = re.compile(r"me(?:ng|ny|m|n|l|r|w|y)")
PASSIVE = re.compile(r"\Adi(?=\w{3})")
NOUN_OF_ACTION = {"id": re.compile(r"(?:ke|pe)\w+an\Z|\w{3,}(?:nya|si)\Z")}
NOUN_OF_CHANGE = {"id": re.compile(r"pe\w+an\Z"), "en": re.compile(r"\w+(?:ing|ment)\Z|increase\Z")}
ADVERB = {"en": re.compile(r"\w{3,}ly\Z")}
VOWEL = re.compile(r"[aeiou]")
ASSIMILATED = {"mem": "p", "men": "t", "meny": "s"}


def indonesian_key(word: str) -> str:
    """Give the key of an Indonesian word.

    >>> indonesian_key("meningkatkan") == indonesian_key("ditingkatkan"), indonesian_key("Fitur-fiturnya")
    (True, 'fitur')
    >>> indonesian_key("menyediakan") == indonesian_key("disediakan")
    True
    >>> indonesian_key("meningkat") == indonesian_key("meningkatkan")
    False
    >>> indonesian_key("pengguna") == indonesian_key("penggunaan")
    False
    >>> indonesian_key("menyingkat") == indonesian_key("disingkat") != indonesian_key("meningkat")
    True
    """
    key = ENCLITIC.sub("", word.casefold())
    doubled = REDUPLICATED.match(key)
    if doubled and doubled.group(1) == doubled.group(2):
        key = doubled.group(1)
    if len(key) < 6 or key in _not_verbs():
        return key
    for prefix in (ACTIVE, PASSIVE):
        found = prefix.match(key)
        if found and len(key) - found.end() >= 4:
            return "=" + _stem(found.group(), key[found.end() :])
    return key


def _stem(prefix: str, rest: str) -> str:
    """Put back the consonant that a prefix assimilated; a k is left out of actives and passives alike."""
    if VOWEL.match(rest):
        return ASSIMILATED.get(prefix, "") + rest
    return rest[1:] if rest[0] == "k" and VOWEL.match(rest, 1) else rest


@cache
def _not_verbs() -> frozenset[str]:
    return frozenset(load("id").words("morphology", "not_verbs"))


def english_key(word: str) -> str:
    """Give the key of an English word: lower case, the plural folded.

    >>> english_key("Obstacles"), english_key("difficulties"), english_key("access")
    ('obstacle', 'difficulty', 'access')
    """
    key = word.casefold().removesuffix("'s").removesuffix("’s")
    if len(key) > 4 and key.endswith("ies"):
        return key[:-3] + "y"
    if len(key) > 3 and key.endswith("s") and not key.endswith(("ss", "us", "is")):
        return key[:-1]
    return key


KEYS: Mapping[str, Callable[[str], str]] = {"id": indonesian_key, "en": english_key}


def is_transitive(word: str, language: str) -> bool:
    """Whether a word is an active verb that takes an object (``meningkatkan``, and not ``meningkat``).

    >>> is_transitive("mengurangi", "id"), is_transitive("menurun", "id"), is_transitive("cepat", "id")
    (True, False, False)
    """
    return is_active_verb(word, language) and word not in _intransitive()


@cache
def _intransitive() -> frozenset[str]:
    return frozenset(load("id").words("morphology", "intransitive"))


def is_noun_of_action(word: str, language: str) -> bool:
    """Whether a noun tells what is done or had, and governs what follows it.

    >>> is_noun_of_action("kemudahan", "id"), is_noun_of_action("efisiensi", "id"), is_noun_of_action("mudah", "id")
    (True, True, False)
    """
    return language in NOUN_OF_ACTION and NOUN_OF_ACTION[language].match(word) is not None


def is_noun_of_change(word: str, language: str) -> bool:
    """Whether a noun tells of a change that is made (``peningkatan``), and not of a state (``kemudahan``).

    >>> is_noun_of_change("peningkatan", "id"), is_noun_of_change("kemudahan", "id")
    (True, False)
    """
    return language in NOUN_OF_CHANGE and NOUN_OF_CHANGE[language].match(word) is not None


def is_adverb(word: str, language: str) -> bool:
    """Whether a word tells by its ending that it is an adverb, whose verb may stand far in front.

    >>> is_adverb("optimally", "en"), is_adverb("optimal", "en"), is_adverb("optimal", "id")
    (True, False, False)
    """
    return language in ADVERB and ADVERB[language].match(word) is not None


def has_adjectives_behind(language: str) -> bool:
    """Whether adjectives follow their nouns, so that what stands before a noun at a distance governs it."""
    return language == "id"


def is_active_verb(word: str, language: str) -> bool:
    """Whether a word has the prefix of an active verb (``meningkatkan``): it tells what is done, and judges nothing."""
    return language == "id" and ACTIVE_PREFIX.match(word) is not None


def key_of(language: str) -> Callable[[str], str]:
    """Give the function that makes the keys of a language; one without morphology of its own folds case only."""
    return KEYS.get(language, str.casefold)
