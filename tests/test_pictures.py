"""Pictures as cameras, scanners and programs save them."""

from __future__ import annotations

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memo.pictures import NoPicture, PictureTooLarge, read_picture
from tests.conftest import Paper
from tests.pictures import claiming, jpeg, png, turned


def without_jfif(data: bytes) -> bytes:
    """The JPEG without its first segment, as some programs write it."""
    return data[:2] + data[4 + struct.unpack(">H", data[4:6])[0] :]


def test_the_size_on_paper_is_that_of_the_file() -> None:
    picture = read_picture(png(300, 150, per_metre=11811))
    assert (picture.width, picture.height, picture.content_type) == (1440, 720, "image/png")


@pytest.mark.parametrize(
    "data", [jpeg(96, 48), without_jfif(jpeg(96, 48)), png(96, 48), png(96, 48, per_metre=1)]
)
def test_a_file_that_does_not_tell_its_size_is_taken_as_on_a_screen(data: bytes) -> None:
    picture = read_picture(data)
    assert (picture.width, picture.height) == (1440, 720)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x89PNG\r\n\x1a\n",
        png()[:40],
        jpeg()[:30],
        jpeg()[:-2],
        b"GIF89a\1\0\1\0\0\0\0;",
        b"II*\0\x08\0\0\0\0\0",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%PDF-1.7",
    ],
)
def test_what_is_no_whole_png_or_jpeg_is_no_picture(data: bytes) -> None:
    with pytest.raises(NoPicture):
        read_picture(data)


@given(st.sampled_from([png(), jpeg(), png(3, 3, per_metre=100)]), st.data())
def test_a_damaged_picture_is_read_or_refused(data: bytes, draw: st.DataObject) -> None:
    damaged = bytearray(data)
    damaged[draw.draw(st.integers(0, len(data) - 1))] = draw.draw(st.integers(0, 255))
    length = draw.draw(st.integers(0, len(data)))
    for broken in (bytes(damaged), data[:length]):
        try:
            picture = read_picture(broken)
        except (NoPicture, PictureTooLarge):
            continue
        assert picture.width > 0
        assert picture.height > 0


def test_a_picture_that_the_camera_turned_is_a_warning(paper: Paper) -> None:
    (paper.content / "sag" / "foto.jpg").write_bytes(turned(jpeg(96, 48)))
    text = (paper.content / "sag" / "notat.yaml").read_text("utf-8")
    part = "  - tekst:\n      - figur: {fil: foto.jpg, alt: Et torv}\n"
    paper.write("sag/notat.yaml", text[: text.index("afsnit:")] + "afsnit:\n" + part)
    assert [problem.code for problem in paper.problems()] == ["billede-drejet"]


@pytest.mark.parametrize(("width", "height"), [(20000, 2), (2, 20000), (1, 1)])
def test_a_picture_is_never_without_size(paper: Paper, width: int, height: int) -> None:
    (paper.content / "sag" / "x.png").write_bytes(png(width, height))
    text = (paper.content / "sag" / "notat.yaml").read_text("utf-8")
    part = "  - tekst:\n      - figur: {fil: x.png, alt: x}\n"
    paper.write("sag/notat.yaml", text[: text.index("afsnit:")] + "afsnit:\n" + part)
    assert b'cx="0"' not in paper.parts()["word/document.xml"]
    assert b'cy="0"' not in paper.parts()["word/document.xml"]


@pytest.mark.parametrize("side", [40_000, 2**31 - 1])
def test_a_small_file_that_claims_a_huge_picture_is_refused(paper: Paper, side: int) -> None:
    data = claiming(png(), side, side)
    with pytest.raises(PictureTooLarge):
        read_picture(data)
    (paper.content / "sag" / "x.png").write_bytes(data)
    text = (paper.content / "sag" / "notat.yaml").read_text("utf-8")
    part = "  - tekst:\n      - figur: {fil: x.png, alt: x}\n"
    paper.write("sag/notat.yaml", text[: text.index("afsnit:")] + "afsnit:\n" + part)
    assert [problem.code for problem in paper.problems()] == ["billede-for-stort"]


@pytest.mark.parametrize("size", [b"\0\0", b"\0\1", b"\xff\xff"])
def test_a_jpeg_whose_segments_lead_nowhere_is_refused_soon(size: bytes) -> None:
    with pytest.raises(NoPicture):
        read_picture(b"\xff\xd8" + (b"\xff\xe0" + size) * 1000 + b"\xff\xd9")
