"""The morphological key of a word: what it is matched by, so that inflected forms need not be listed.

Indonesian keys follow the order in which affixes stand (Sneddon, *Indonesian: A Comprehensive Grammar*, 2010, ch. 1):
the enclitic -nya first, then reduplication, then the verbal prefixes meN- and di-, without the consonant that meN-
assimilates. The suffixes -kan and -i stay, for they change the meaning (``meningkat`` rises, ``meningkatkan`` raises),
and so do nominal forms: ``pengguna`` and ``penggunaan`` are different words. A key is no root: it only has to be equal
for forms that mean the same.
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
ASSIMILATED = re.compile(r"\A[ptks](?=[aeiou])")


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
            return "=" + ASSIMILATED.sub("", key[found.end() :])
    return key


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


def is_active_verb(word: str, language: str) -> bool:
    """Whether a word has the prefix of an active verb (``meningkatkan``): it tells what is done, and judges nothing."""
    return language == "id" and ACTIVE_PREFIX.match(word) is not None


def key_of(language: str) -> Callable[[str], str]:
    """Give the function that makes the keys of a language; one without morphology of its own folds case only."""
    return KEYS.get(language, str.casefold)
