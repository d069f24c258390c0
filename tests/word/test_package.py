"""A Word file as parts, and parts as bytes."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from memo.word import package
from memo.word.package import (
    PackageFault,
    PackageTooLarge,
    add_relationship,
    digest,
    read_parts,
    relationships,
    write_parts,
)

PARTS = st.dictionaries(
    st.text("abcæ/._", min_size=1, max_size=8).filter(
        lambda name: {"", ".", ".."}.isdisjoint(name.split("/"))
    ),
    st.binary(max_size=50),
    max_size=5,
)


@given(PARTS)
def test_parts_come_back_as_they_were_and_give_the_same_bytes(parts: dict[str, bytes]) -> None:
    data = write_parts(parts)
    assert read_parts(data) == parts
    assert list(read_parts(data)) == list(parts)
    assert write_parts(dict(parts)) == data


@given(PARTS, PARTS)
def test_the_digest_tells_parts_apart_whatever_their_order(
    one: dict[str, bytes], other: dict[str, bytes]
) -> None:
    assert (digest(one) == digest(other)) == (one == other)
    assert digest(dict(reversed(one.items()))) == digest(one)


def test_the_digest_does_not_confuse_a_name_with_its_content() -> None:
    assert digest({"a": b"bc"}) != digest({"ab": b"c"})


def test_two_parts_of_the_same_name_are_refused() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("a.xml", "<a/>")
        with pytest.warns(UserWarning, match="Duplicate"):
            archive.writestr("a.xml", "<b/>")
    with pytest.raises(PackageFault):
        read_parts(buffer.getvalue())


def test_what_unpacks_out_of_all_proportion_is_refused_unread(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(PackageTooLarge):
        read_parts(write_parts({"a": bytes(30_000_000)}))
    assert read_parts(write_parts({"a": bytes(3_000_000)}))  # so little is no bomb
    monkeypatch.setattr(package, "MAX_PARTS", 2)
    with pytest.raises(PackageFault):
        read_parts(write_parts({"a": b"", "b": b"", "c": b""}))


@given(st.binary(max_size=200))
def test_bytes_that_are_no_word_file_are_refused(data: bytes) -> None:
    with pytest.raises(PackageFault):
        read_parts(data)


@given(st.integers(0, 400), st.integers(0, 255))
def test_a_word_file_with_a_damaged_byte_is_read_or_refused(place: int, value: int) -> None:
    data = bytearray(write_parts({"a.xml": b"<a/>" * 20, "b/c.xml": b"<b/>"}))
    data[place % len(data)] = value
    try:
        parts = read_parts(bytes(data))
    except PackageFault:
        return
    assert parts.get("a.xml") in (b"<a/>" * 20, None)


def test_relationships_lead_to_the_parts_they_name() -> None:
    parts = {"word/document.xml": b"", "word/_rels/document.xml.rels": RELATIONSHIPS}
    found = {r.id: r.target for r in relationships(parts, "word/document.xml")}
    assert found == {
        "rId1": "word/styles.xml",
        "rId2": "customXml/item1.xml",
        "rId3": "docProps/x.xml",
        "rId4": "https://kk.dk/a",
    }
    add_relationship(parts, "word/document.xml", "t", "/a.xml")
    assert [r.id for r in relationships(parts, "word/document.xml")][-1] == "rId5"
    add_relationship(parts, "a.xml", "t", "b.xml")
    assert [r.target for r in relationships(parts, "a.xml")] == ["b.xml"]


RELATIONSHIPS = b"""<?xml version="1.0"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="t" Target="styles.xml"/>
<Relationship Id="rId2" Type="t" Target="../customXml/item1.xml"/>
<Relationship Id="rId3" Type="t" Target="/docProps/x.xml"/>
<Relationship Id="rId4" Type="t" Target="https://kk.dk/a" TargetMode="External"/>
</Relationships>"""
