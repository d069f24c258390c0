"""Laws 5 and 6 and the circle: what a reviewer did comes back, and nothing else does."""

from __future__ import annotations

import json
import random
from pathlib import Path

import pytest

from tests.laws.circle import DOCUMENT, Circle, left
from tests.laws.content import KINDS
from tests.laws.judging import fault, told
from tests.reviewer import Reviewed

# Of each kind of paper: how many papers, and how many scripts of acts on each.
PAPERS, SCRIPTS = 8, 41
TYPED = 10  # and as many by the command line, on one paper of each kind more
ALLOWED = {
    "the paper cannot be without this",  # the only paragraph of a section was taken out of it
}
MOST_ALLOWED = 0.2  # of the scripts on a paper


@pytest.mark.parametrize("seed", range(PAPERS * len(KINDS)))
def test_what_comes_back_is_what_was_done(tmp_path: Path, seed: int) -> None:
    circle = Circle(tmp_path, seed)
    whole = 0
    for number in range(SCRIPTS):
        whole += turn(circle, f"{seed} {number}")
        circle.restore()
    assert whole >= SCRIPTS * (1 - MOST_ALLOWED)


@pytest.mark.parametrize("seed", range(PAPERS * len(KINDS), (PAPERS + 1) * len(KINDS)))
def test_the_circle_closes_by_the_command_line(tmp_path: Path, seed: int) -> None:
    circle = Circle(tmp_path, seed)
    whole = 0
    for number in range(TYPED):
        whole += typed_turn(circle, f"{seed} {number}")
        circle.restore()
    assert whole >= TYPED * (1 - MOST_ALLOWED)


@pytest.mark.parametrize("seed", range(len(KINDS)))
def test_a_file_that_was_only_saved_or_whose_changes_were_rejected_changes_nothing(
    tmp_path: Path, seed: int
) -> None:
    circle = Circle(tmp_path, seed)
    for number in range(3):
        name = f"{seed} {number}"
        script = circle.script(name, 0)
        if number == 1:
            script.reviewed.save_as_word_does()
        elif number == 2:
            script = circle.script(name, 3, always_tracked=True)
            script.reviewed.reject_all()
        circle.file.write_bytes(script.reviewed.saved())
        assert [each.change for each in circle.review().changes] == [], f"{name}: {script.told}"
        assert circle.apply().files == ()
        assert circle.files() == circle.before


def test_one_edited_word_changes_one_line(tmp_path: Path) -> None:
    circle = Circle(tmp_path, 1)
    for paragraph in circle.paper.paragraphs:
        for tracks in (True, False):
            reviewer = Reviewed(circle.built)
            reviewer.tracking = tracks
            reviewer.type_over(paragraph.words[0], "nyt")
            circle.file.write_bytes(reviewer.saved())
            circle.apply()
            lines = (
                data[DOCUMENT].decode("utf-8").split("\n")
                for data in (circle.before, circle.files())
            )
            before, after = (list(some) for some in lines)
            assert len(before) == len(after)
            wrong = [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]
            assert len(wrong) == 1
            assert wrong[0][0].replace(paragraph.words[0], "nyt") == wrong[0][1]
            circle.restore()


def turn(circle: Circle, name: str) -> bool:
    """Whether all of a random script came back; what did not is what cannot, and is told so."""
    script = circle.script(name, random.Random(name).randint(1, 4))
    found = left(circle.apply())
    if found:
        reasons = {each.why.msgid if each.why else f"conflict in {each}" for each in found}
        assert reasons <= ALLOWED, told(circle, script)
        return False
    assert (wrong := fault(circle, script, circle.build())) is None, wrong
    if name.endswith(("0", "5")):  # it takes as long as the rest
        after = circle.files()
        again = circle.apply()
        assert not again.files, told(circle, script)
        assert circle.files() == after, told(circle, script)
    return True


def typed_turn(circle: Circle, name: str) -> bool:
    """Whether all of a random script came back; `review`, `apply` twice and `build` say so."""
    script = circle.script(name, random.Random(name).randint(1, 4))
    reviewed = circle.file.read_bytes()
    file = str(circle.file)
    listed = circle.run("review", file, "--format", "json")
    assert (listed.exit_code, circle.files()) == (0, circle.before), told(circle, script)
    reasons = {each["why"] for each in json.loads(listed.stdout)[0]["changes"] if each["why"]}
    assert reasons <= ALLOWED, told(circle, script)
    done = circle.run("apply", file)
    assert done.exit_code == (3 if reasons else 0), told(circle, script) + done.output
    after = circle.files()
    again = circle.run("apply", file)
    assert (again.exit_code, circle.files()) == (done.exit_code, after), told(circle, script)
    assert circle.file.read_bytes() == reviewed
    built = circle.run("build")
    assert built.exit_code == done.exit_code, told(circle, script) + built.output
    rebuilt = circle.file.read_bytes()
    if reasons:
        assert rebuilt == reviewed, told(circle, script)
        return False
    assert "there is nothing left to decide" in again.output
    circle.file.write_bytes(reviewed)
    assert (wrong := fault(circle, script, rebuilt)) is None, wrong
    return True
