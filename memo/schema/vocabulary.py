"""What a kind's schema says of languages: which there may be, and its template's words in each.

The words stand under `x-ord` and are printed as `{{ ord.NAME }}`:

    x-ord:
      til: {da: Til, en: To}
"""

from __future__ import annotations

from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from memo.fields import DRAFT_KEY, Field, SchemaFault
from memo.language import DEFAULT, LANGUAGES, Language, language
from memo.problems import say
from memo.schema.keywords import STAND_INS_KEY
from memo.source.nodes import Mapping, Scalar, Source

LANGUAGE_KEY = "sprog"
WORDS_KEY = "ord"
_KEYWORD = "x-ord"


class Vocabulary(Struct, frozen=True):
    """The languages that a kind's documents may be in, and the template's words by their names.

    Each word has a form for each of the languages.
    """

    languages: tuple[str, ...]
    words: dict[str, dict[str, str]]

    def language_of(self, source: Source) -> Language:
        """The document's language; Danish where it names none that it may be in."""
        named = source.root.entries.get(LANGUAGE_KEY) if isinstance(source.root, Mapping) else None
        code = named.value if isinstance(named, Scalar) else DEFAULT
        return language(code if code in self.languages else DEFAULT)

    def words_in(self, language: Language) -> dict[str, str]:
        """The template's words in that language."""
        return {name: forms[language.code] for name, forms in self.words.items()}

    def added_to(self, contract: Field) -> Field:
        """The contract of the template with what it may print beside: words, and a draft's mark."""
        own = {DRAFT_KEY: Field("text")}
        if self.words:
            own[WORDS_KEY] = Field("record", {name: Field("text") for name in self.words})
        return replace(contract, properties={**contract.properties, **own})


def read_vocabulary(document: dict[str, Any], root: Field) -> Vocabulary:
    """The vocabulary that the schema gives.

    Raises SchemaFault where a word lacks a form, where a language is not known to this program, or
    where a field has the name of what every template may print.
    """
    languages = _languages(root)
    if DRAFT_KEY in root.properties:
        reason = say('no field can be called "{name}": the program prints it', name=DRAFT_KEY)
        raise SchemaFault(reason, ("properties", DRAFT_KEY))
    given = document.get(_KEYWORD, {})
    if not isinstance(given, dict):
        raise SchemaFault(say("x-ord must be a group of words"), (_KEYWORD,))
    if given and WORDS_KEY in root.properties:
        reason = say('"{name}" is a field, so there can be no x-ord', name=WORDS_KEY)
        raise SchemaFault(reason, (_KEYWORD,))
    for name, forms in given.items():
        for code in languages:
            word = forms.get(code) if isinstance(forms, dict) else None
            if not isinstance(word, str) or not word.strip():
                reason = say(
                    'the word "{name}" has no text in the language "{code}"', name=name, code=code
                )
                raise SchemaFault(reason, (_KEYWORD, name))
    _check_stand_ins(root, languages, ())
    return Vocabulary(languages, given)


def _check_stand_ins(field: Field, languages: tuple[str, ...], path: tuple[str, ...]) -> None:
    """Nothing; raises SchemaFault where what stands in for a value lacks a language."""
    missing = [code for code in languages if code not in field.stand_ins]
    if field.stand_ins and missing:
        reason = say('nothing is given for the language "{code}"', code=missing[0])
        raise SchemaFault(reason, (*path, STAND_INS_KEY))
    for name, sub in field.properties.items():
        _check_stand_ins(sub, languages, (*path, "properties", name))
    if field.items:
        _check_stand_ins(field.items, languages, (*path, "items"))


def _languages(root: Field) -> tuple[str, ...]:
    """The codes of the languages; Danish is always one: that of the documents that name none."""
    field = root.properties.get(LANGUAGE_KEY)
    if field is None:
        return (DEFAULT,)
    if not field.options or not set(field.options) <= set(LANGUAGES):
        reason = say(
            '"{name}" needs an enum of these only: {codes}',
            name=LANGUAGE_KEY,
            codes=", ".join(LANGUAGES),
        )
        raise SchemaFault(reason, ("properties", LANGUAGE_KEY))
    return (DEFAULT, *(code for code in field.options if code != DEFAULT))
