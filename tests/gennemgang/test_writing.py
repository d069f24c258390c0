"""The file is changed by exact edits: what a person wrote in it stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from memo.gennemgang.record import Decided, Gennemgang
from memo.gennemgang.writing import text_of
from memo.source import FORBIDDEN
from tests.gennemgang.threads import DOCUMENT, comment, kept, read_text

BY_HAND = """\
# Min egen note
kommentarer:
  # Den her er vigtig
  - id: a
    forfatter: 'Karen Lindtoft'   # chefen
    initialer: KL
    dato: "2016-12-20T09:30:00Z"
    tekst: Er det alle?   # spørg Bo
    sted: /afsnit/0/tekst
    # til sidst
"""
CHANGE = Decided("3f2a9c01b7de", "taget", "Anne", "", DOCUMENT, "/titel", "tre", "fire")


def test_a_new_file_can_be_read_by_a_person() -> None:
    known = kept(comment("Er det alle?", "Ja", words="to", paragraph="to og to", offset=6))
    assert (
        text_of(known.with_decisions([CHANGE]), "", DOCUMENT, "../s.yaml")
        == """\
# yaml-language-server: $schema=../s.yaml
# Det, der er sagt og besluttet om papiret i Word. Skriv løst: ja ved en kommentar, som ikke
# skal trykkes mere, eller slet den. Resten skriver programmet selv.

kommentarer:
  - id: a
    forfatter: Karen Lindtoft
    initialer: KL
    dato: 2016-12-20T09:30:00Z
    ord: to
    tekst: Er det alle?
    svar:
      - forfatter: Bo Holm
        initialer: BH
        dato: 2016-12-20T09:30:00Z
        tekst: Ja
    løst: nej
    sted: /afsnit/0/tekst
    forekomst: '2'
    afsnit: to og to

afgjort:
  - id: 3f2a9c01b7de
    beslutning: taget
    forfatter: Anne
    sted: /titel
    før: tre
    efter: fire
"""
    )


def test_what_is_the_same_is_not_touched() -> None:
    assert text_of(read_text(BY_HAND), BY_HAND, DOCUMENT) == BY_HAND


def test_a_field_is_changed_where_it_stands_and_all_else_stays() -> None:
    known = read_text(BY_HAND)
    (thread,) = known.threads
    new = replace(thread, comment=comment("Er det nu alle?", "Ja", resolved=True))
    assert text_of(known.with_thread(new), BY_HAND, DOCUMENT) == BY_HAND.replace(
        "Er det alle?", "Er det nu alle?"
    ).replace(
        "    # til sidst",
        "    svar:\n      - forfatter: Bo Holm\n        initialer: BH\n"
        "        dato: 2016-12-20T09:30:00Z\n        tekst: Ja\n    løst: ja\n    # til sidst",
    )


def test_a_new_reply_stands_below_the_others() -> None:
    text = BY_HAND.replace("    sted:", "    svar:\n    - tekst: Ja # nej\n    sted:")
    (thread,) = read_text(text).threads
    replies = (
        *thread.comment.replies,
        replace(thread.comment, text="Nej", initials="", replies=()),
    )
    new = replace(thread, comment=replace(thread.comment, replies=replies))
    assert text_of(read_text(text).with_thread(new), text, DOCUMENT) == text.replace(
        "Ja # nej\n",
        "Ja # nej\n    - forfatter: Karen Lindtoft\n      dato: 2016-12-20T09:30:00Z\n"
        "      tekst: Nej\n",
    )


def test_what_is_no_longer_there_is_taken_out() -> None:
    text = text_of(kept(comment("Alle?", "Ja")), "", DOCUMENT)
    assert text_of(kept(comment("Alle?")), text, DOCUMENT) == text_of(
        kept(comment("Alle?")), "", DOCUMENT
    )


@pytest.mark.parametrize(
    "old",
    [
        "",
        "# intet\n",
        "kommentarer: []\nafgjort: []\n",
        "afgjort: [] # intet\n",
        BY_HAND,
        BY_HAND.rstrip("\n"),
        BY_HAND.replace("\n", "\r\n"),
        "kommentarer: [{id: a, tekst: Er det alle?}]",
        "kommentarer:\n- {id: a, tekst: Er det alle?} # her\n",
        "afgjort:\n- id: aaaaaaaaaaaa\n  beslutning: afvist",
    ],
)
def test_entries_come_below_what_is_there(old: str) -> None:
    known = read_text(old) if old else Gennemgang()
    new = known.with_decisions([CHANGE])
    for thread in kept(comment("Før", "Ja"), comment("Efter\n\nto linjer")).threads:
        new = new.with_thread(replace(thread, id=f"ny{thread.id}"))
    text = text_of(new, old, DOCUMENT)
    assert read_text(text) == new
    notes = [line.partition("#")[2] for line in old.splitlines()]
    assert all(note in text for note in notes)
    assert ("\r\n" in old) == ("\r\n" in text)
    assert "\n" not in text.replace("\r\n", "") or "\r\n" not in old


def test_a_decision_that_was_changed_is_changed() -> None:
    known = Gennemgang().with_decisions([CHANGE])
    text = text_of(known, "", DOCUMENT)
    other = known.with_decisions([replace(CHANGE, choice="afvist")])
    assert text_of(other, text, DOCUMENT) == text.replace("taget", "afvist")
    assert other.decision(CHANGE.id) == "afvist"
    assert other.decision("000000000000") is None


_TEXT = st.text(max_size=200).map(lambda text: FORBIDDEN.sub("", text).replace("\r", ""))


@given(_TEXT, _TEXT, _TEXT, _TEXT)
def test_any_text_is_read_as_it_was_written(text: str, reply: str, words: str, line: str) -> None:
    known = kept(comment(text, reply, words=words, paragraph=line), comment(line, words, text))
    first = text_of(known, "", DOCUMENT)
    assert read_text(first) == known
    again = known.with_thread(replace(known.threads[0], comment=comment(reply, text, line)))
    assert read_text(text_of(again, first, DOCUMENT)) == again
