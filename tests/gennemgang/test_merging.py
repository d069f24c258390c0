"""What was said in Word and what was done in the YAML, put together."""

from __future__ import annotations

from msgspec.structs import replace

from memo.blocks import Address
from memo.gennemgang.merging import holds_all, merged, where_in
from memo.gennemgang.record import Gennemgang
from memo.word.addresses import Anchor
from memo.word.commented import Commented
from memo.word.comments import Comment
from tests.gennemgang.threads import DOCUMENT, comment, kept

ALL = comment("Er det alle?")


def _merged(known: Gennemgang, base: list[Comment], now: list[Comment]) -> Gennemgang:
    """What is kept after it; taking the same in again changes nothing."""
    again = found = merged(known, base, now, lambda _: (DOCUMENT, "/titel"))
    for _ in range(2):
        again = merged(again, base, now, lambda _: (DOCUMENT, "/titel"))
    assert again == found
    assert holds_all(found, base, now)
    return found


def _said(known: Gennemgang) -> list[Comment]:
    return [thread.comment for thread in known.threads]


def test_a_new_comment_is_kept_with_its_place() -> None:
    (thread,) = _merged(Gennemgang(), [], [comment("Er det alle?", "Ja")]).threads
    assert thread.comment == comment("Er det alle?", "Ja")
    assert (thread.file, thread.path, len(thread.id)) == (DOCUMENT, "/titel", 8)


def test_a_comment_that_was_resolved_in_word_is_kept_so_and_would_be_no_loss() -> None:
    resolved = replace(ALL, is_resolved=True)
    assert holds_all(Gennemgang(), [], [resolved])
    assert _said(_merged(Gennemgang(), [], [resolved])) == [resolved]


def test_an_open_comment_that_was_refused_is_no_loss() -> None:
    assert holds_all(kept(replace(ALL, is_resolved=True)), [], [ALL])
    assert not holds_all(Gennemgang(), [], [ALL])


def test_what_nobody_touched_stays_as_the_yaml_has_it() -> None:
    known = kept(replace(ALL, is_resolved=True), comment("Rettet i filen"))
    assert _merged(known, [ALL, comment("Før")], [ALL, comment("Før")]) == known


def test_a_thread_that_was_deleted_in_the_yaml_stays_deleted() -> None:
    assert _merged(Gennemgang(), [ALL], [ALL]) == Gennemgang()
    assert _merged(Gennemgang(), [ALL], [replace(ALL, is_resolved=True)]) == Gennemgang()


def test_a_thread_that_was_deleted_in_the_yaml_comes_back_with_a_new_answer() -> None:
    answered = comment("Er det alle?", "Ja")
    assert _said(_merged(Gennemgang(), [ALL], [answered])) == [answered]


def test_a_reply_in_word_is_kept() -> None:
    now = comment("Er det alle?", "Ja", "Nej")
    assert _said(_merged(kept(comment("Er det alle?", "Ja")), [comment("Er det alle?", "Ja")], [now])) == [now]  # fmt: skip


def test_resolved_in_word_is_resolved() -> None:
    resolved = replace(ALL, is_resolved=True)
    assert _said(_merged(kept(ALL), [ALL], [resolved])) == [resolved]


def test_deleted_in_word_is_resolved() -> None:
    assert _said(_merged(kept(ALL), [ALL], [])) == [replace(ALL, is_resolved=True)]


def test_a_reply_that_was_deleted_in_word_is_gone() -> None:
    before = comment("Er det alle?", "Ja", "Nej")
    now = comment("Er det alle?", "Nej")
    assert _said(_merged(kept(before), [before], [now])) == [now]


def test_a_new_reply_opens_what_was_resolved_in_the_yaml() -> None:
    now = comment("Er det alle?", "Ja")
    assert _said(_merged(kept(replace(ALL, is_resolved=True)), [ALL], [now])) == [now]


def test_a_text_that_was_corrected_in_word_is_corrected() -> None:
    now = comment("Er det dem alle?")
    assert _said(_merged(kept(ALL), [ALL], [now])) == [now]


def test_a_text_that_was_corrected_in_the_yaml_too_stays_as_it_is_there() -> None:
    own = comment("Er det nu alle?", "Ja")
    found = _merged(kept(own), [ALL], [comment("Er det dem alle?", "Nej")])
    assert _said(found) == [comment("Er det nu alle?", "Ja", "Nej")]


def test_copies_of_several_reviewers_are_taken_in_one_after_the_other() -> None:
    first = _merged(kept(ALL), [ALL], [comment("Er det alle?", "Ja"), comment("Og her?")])
    second = _merged(first, [ALL], [comment("Er det alle?", "Nej"), comment("Eller her?")])
    assert _said(second) == [
        comment("Er det alle?", "Ja", "Nej"),
        comment("Og her?"),
        comment("Eller her?"),
    ]
    assert len({thread.id for thread in second.threads}) == 3


def test_a_comment_copied_with_its_paragraph_is_another() -> None:
    assert len(_merged(Gennemgang(), [], [ALL, ALL]).threads) == 2


def test_the_words_follow_what_word_has_kept() -> None:
    before = comment("Er det alle?", words="tre", paragraph="Der er tre.")
    now = comment("Er det alle?", words="fire", paragraph="Der er fire.")
    (thread,) = _merged(kept(before), [before], [now]).threads
    assert (thread.comment.on.words, thread.path) == ("fire", "/titel")
    assert holds_all(kept(before), [before], [now]), "moved words are nobody's remark"


def test_a_thread_that_libreoffice_took_apart_is_one() -> None:
    before = comment("Er det alle?", "Ja", "Nej")
    loose = [replace(before, replies=()), *before.replies]
    assert _merged(kept(before), [before], loose) == kept(before)


def test_signs_that_yaml_cannot_hold_are_spaces_and_nobody_writes_a_book() -> None:
    (found,) = _said(_merged(Gennemgang(), [], [comment("a\u2028b\x85c" + "d" * 100_000)]))
    assert found.text.startswith("a b cd")
    assert len(found.text) <= 50_000


def test_of_several_values_in_a_paragraph_the_one_with_the_words_is_meant() -> None:
    values = {"/til/0": "Økonomiudvalget", "/til/1": "Socialudvalget"}
    anchors = {
        f"_m{number}": Anchor(f"_m{number}", Address(DOCUMENT, path, text), text)
        for number, (path, text) in enumerate(values.items())
    }
    where = where_in(anchors)
    on = Commented("Social", "Til Økonomiudvalget og Socialudvalget", 23, ("_m0", "_m1"))
    assert where(replace(ALL, on=on)) == (DOCUMENT, "/til/1")
    assert where(replace(ALL, on=replace(on, words="og"))) == (DOCUMENT, "/til/0")
    assert where(ALL) == ("", "")
