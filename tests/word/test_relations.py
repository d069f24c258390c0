"""Links and pictures belong to the part that they stand in."""

from __future__ import annotations

from memo.word.package import relationships
from tests.conftest import Paper
from tests.pictures import png
from tests.soundness import faults
from tests.word.altered import small_kind

PROSE = "x:\n  $ref: ../memo/tekst.schema.yaml\ny:\n  $ref: ../memo/tekst.schema.yaml"


def targets(parts: dict[str, bytes], part: str) -> list[str]:
    """What a part refers to on the web, and the pictures of ours in it."""
    found = [relationship.target for relationship in relationships(parts, part)]
    return [target for target in found if target.startswith(("https:", "word/media/memo"))]


def test_each_part_has_its_own_relationships(paper: Paper) -> None:
    small_kind(paper, PROSE, "{{p x }}", header="{{p y }}")
    (paper.content / "sag" / "a.png").write_bytes(png())
    link, figure = (
        "      [a](https://kk.dk/{0}) [b](https://kk.dk/{0})\n",
        "  - figur: {fil: a.png, pynt: ja}\n",
    )
    note = "\n      a[^1]\n\n      [^1]: [a](https://kk.dk/fod)\n"
    content = (
        f"x:\n  - |\n{link.format('krop')}{note}{figure}y:\n  - |\n{link.format('hoved')}{figure}"
    )
    paper.write("sag/prøve.yaml", f"skabelon: prøve\n{content}")
    parts = paper.parts("sag/prøve.yaml")
    assert faults(paper.output / "sag" / "prøve.docx") == []
    (picture,) = [name for name in parts if name.startswith("word/media/memo")]
    assert targets(parts, "word/document.xml") == ["https://kk.dk/krop", picture]
    assert targets(parts, "word/footnotes.xml") == ["https://kk.dk/fod"]
    assert targets(parts, "word/header1.xml") == ["https://kk.dk/hoved", picture]
