"""Parts packed into a zip file: the same bytes as Python's own library writes."""

from __future__ import annotations

import io
import random
import struct
import threading
import zipfile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from memo.word import packing
from memo.word.package import write_parts
from memo.word.packing import Packed, Packing, keep_to_one_core, packed, zip_file

NAMES = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\0\\"), min_size=1, max_size=9
)
REPEATING = st.builds(lambda data, times: data * times, st.binary(max_size=40), st.integers(0, 999))
NOISE = random.Random(7).randbytes(400_000)


def by_the_library(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, data)
    return buffer.getvalue()


def zipped(parts: dict[str, bytes]) -> bytes:
    return zip_file({name: packed(part) for name, part in parts.items()})


@given(st.dictionaries(NAMES, st.binary(max_size=99) | REPEATING, max_size=6))
@example({})
@example({"word/æøå.xml": b"", "\U0001f600": b"x"})
@example({"noise": NOISE, "half": NOISE[:9999] * 9, "zeros": bytes(1_000_000)})
def test_the_file_is_the_one_that_the_zip_library_writes(parts: dict[str, bytes]) -> None:
    assert zipped(parts) == by_the_library(parts)


def test_a_file_too_large_for_this_form_is_not_written() -> None:
    with pytest.raises(struct.error):
        zip_file({"a": Packed(b"", 0, 2**32)})
    with pytest.raises(struct.error):
        zip_file(dict.fromkeys(map(str, range(2**16)), Packed(b"", 0, 0)))


LARGE, SMALL = NOISE[:50_000], NOISE[:5]


def test_another_core_packs_what_is_large_if_one_is_free(monkeypatch: pytest.MonkeyPatch) -> None:
    threads = []

    def noted(part: bytes) -> Packed:
        threads.append((len(part), threading.current_thread() is threading.main_thread()))
        return packed(part)

    monkeypatch.setattr(packing, "packed", noted)
    monkeypatch.setattr(packing, "_has_free_core", True)
    beside = [Packing(part).packed() for part in (LARGE, SMALL)]
    assert threads == [(50_000, False), (5, True)]
    keep_to_one_core()
    threads.clear()
    assert [Packing(part).packed() for part in (LARGE, SMALL)] == beside
    assert threads == [(50_000, True), (5, True)]


def test_what_another_core_cannot_pack_is_an_error_of_this_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def full(part: bytes) -> Packed:
        raise MemoryError

    monkeypatch.setattr(packing, "packed", full)
    monkeypatch.setattr(packing, "_has_free_core", True)
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    begun = Packing(LARGE)
    with pytest.raises(MemoryError):
        begun.packed()


def test_a_file_is_the_same_whoever_has_begun_with_it(monkeypatch: pytest.MonkeyPatch) -> None:
    parts = {"a": LARGE, "b": bytes(60_000), "c": SMALL}
    monkeypatch.setattr(packing, "_has_free_core", True)
    for begun in (
        {"b": Packing(parts["b"])},
        {name: Packing(part) for name, part in parts.items()},
    ):
        assert write_parts(parts, begun=begun) == by_the_library(parts)
    known = {"a": (LARGE, packed(LARGE)), "b": (bytes(60_000), packed(SMALL))}
    assert write_parts(parts, known, {"c": Packing(SMALL)}) == by_the_library(parts)
