"""Who has a document open is seen in what Word and LibreOffice lay beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from memo.owners import Owner, owner_of
from tests.owners import by_office, by_word


@pytest.mark.parametrize(
    ("document", "file"),
    [
        ("brev.docx", "~$brev.docx"),
        ("notat1.docx", "~$notat1.docx"),
        ("bilag-1.docx", "~$ilag-1.docx"),
        ("bilag-10.docx", "~$lag-10.docx"),
        ("indstilling.docx", "~$dstilling.docx"),
        ("notat v. 2.docx", "~$tat v. 2.docx"),
    ],
)
def test_word_drops_up_to_two_characters_of_the_name(
    tmp_path: Path, document: str, file: str
) -> None:
    by_word(tmp_path / file, "Anne Jensen")
    assert owner_of(tmp_path / document) == Owner(tmp_path / file, "Anne Jensen")
    assert owner_of(tmp_path / "andet.docx") is None


@pytest.mark.parametrize("name", ["Åse Ørsted", "Ł", "x" * 52, "Jensen, Anne"])
def test_the_name_is_as_its_owner_wrote_it(tmp_path: Path, name: str) -> None:
    document = tmp_path / "notat.docx"
    by_word(tmp_path / "~$notat.docx", name)
    assert owner_of(document) == Owner(tmp_path / "~$notat.docx", name)
    (tmp_path / "~$notat.docx").unlink()
    by_office(tmp_path / ".~lock.notat.docx#", name)
    assert owner_of(document) == Owner(tmp_path / ".~lock.notat.docx#", name)


def test_who_has_told_libreoffice_no_name_has_that_of_the_account(tmp_path: Path) -> None:
    by_office(tmp_path / ".~lock.notat.docx#", "", "anje")
    owner = owner_of(tmp_path / "notat.docx")
    assert owner is not None
    assert owner.name == "anje"


@pytest.mark.parametrize("file", ["~$notat.docx", ".~lock.notat.docx#"])
@pytest.mark.parametrize("data", [b"", b"\0", b"\xff" * 162, b"," * 5000, b"\r\n", b"\\", b"x\0y,"])
def test_a_file_that_cannot_be_understood_tells_that_it_is_open(
    tmp_path: Path, file: str, data: bytes
) -> None:
    (tmp_path / file).write_bytes(data)
    assert owner_of(tmp_path / "notat.docx") == Owner(tmp_path / file, "")


def test_so_does_one_that_nobody_may_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    by_word(tmp_path / "~$notat.docx", "Anne Jensen")
    monkeypatch.setattr("pathlib.Path.open", refuse)
    assert owner_of(tmp_path / "notat.docx") == Owner(tmp_path / "~$notat.docx", "")
