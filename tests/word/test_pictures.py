"""Pictures: how large they are, and how a document keeps them."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree

from memo.pictures import read_picture
from memo.word.package import read_parts
from memo.word.pictures import Pictures
from memo.word.relations import Relations
from tests.conftest import Paper
from tests.finding import WP
from tests.pictures import jpeg, png
from tests.word.altered import BODY
from tests.word.test_prose import with_prose

INCH = 1440


def size(data: bytes, width: int, height: int) -> tuple[int, int]:
    """The size in twips at which a picture is drawn in that room."""
    relations = Relations("x")
    run = Pictures(relations, "Billede", 7).run(read_picture(data), "a", width, height)
    (extent,) = ElementTree.fromstring(f'<p xmlns:w="x">{run}</p>').iter(f"{WP}extent")
    return int(extent.get("cx", "")) // 635, int(extent.get("cy", "")) // 635


def test_a_picture_is_as_large_as_its_file_says() -> None:
    per_metre = round(200 / 0.0254)
    assert size(png(200, 100, per_metre=per_metre), 9000, 9000) == (INCH, INCH // 2)
    assert size(jpeg(96, 192), 9000, 9000) == (INCH, 2 * INCH)


def test_a_picture_that_is_too_large_is_made_smaller_and_keeps_its_form() -> None:
    assert size(jpeg(960, 480), 5000, 9000) == (5000, 2500)
    # A picture as high as the page would leave no room for its caption.
    assert size(jpeg(480, 960), 9000, 5000) == (2000, 4000)


def test_the_same_picture_is_kept_once(paper: Paper) -> None:
    for name, data in (("a.png", png()), ("b.png", png()), ("c.JPG", jpeg())):
        (paper.content / "sag" / name).write_bytes(data)
    figures = "".join(
        f"      - figur: {{fil: {name}, alt: x}}\n" for name in ("a.png", "b.png", "a.png", "c.JPG")
    )
    parts = with_prose(paper, figures).parts()
    media = [name for name in parts if name.startswith("word/media/memo")]
    assert sorted(Path(name).suffix for name in media) == [".jpg", ".png"]
    assert [parts[name] for name in media if name.endswith(".png")] == [png()]
    ids = [p.get("id") for p in ElementTree.fromstring(parts[BODY]).iter(f"{WP}docPr")]
    assert len(set(ids)) == len(ids) == 4 + len(drawings_of_the_template(paper))


def drawings_of_the_template(paper: Paper) -> list[str]:
    parts = read_parts((paper.templates / "notat.docx").read_bytes())
    return [p.tag for p in ElementTree.fromstring(parts[BODY]).iter(f"{WP}docPr")]


def test_a_decoration_says_so_and_a_picture_with_words_does_not(paper: Paper) -> None:
    (paper.content / "sag" / "a.png").write_bytes(png())
    figures = "      - figur: {fil: a.png, pynt: ja}\n      - figur: {fil: a.png, alt: Kort}\n"
    body = ElementTree.fromstring(with_prose(paper, figures).parts()[BODY])
    found = [
        (p.get("descr"), p.find(".//{*}decorative") is not None) for p in body.iter(f"{WP}docPr")
    ]
    assert found[-2:] == [("", True), ("Kort", False)]
