"""The public version: nothing of what is marked `fortroligt: ja` can be told from it."""

from __future__ import annotations

import json
import random
import re
import shutil
from pathlib import Path
from typing import Any

import pytest

from memo.cache import Cache
from memo.confidential import CONFIDENTIAL_KEY
from memo.edition import Edition
from memo.fields import Field
from memo.finals import Finals
from memo.kinds import Kinds
from memo.output import Outcome
from memo.problems import Report
from memo.project import Built, Project
from memo.source import read
from memo.source.nodes import plain
from memo.word.package import read_parts
from tests.cases import CASES, files_of
from tests.conftest import PAPER, ROOT
from tests.papers import FORMS, RandomPaper
from tests.secrets import WORD, marked, other, places

SAMPLES = [
    *sorted((ROOT / "content" / "eksempler").glob("*.yaml")),
    *sorted((ROOT / "content" / "2016-0419401").glob("*.yaml")),
    *sorted((CASES / "build").glob("*/*.yaml")),
]
KINDS = Kinds(ROOT / "templates", "templates", Cache(None))


class Press:
    """A content folder in which variants of one paper are built, each in a folder of its own."""

    def __init__(self, folder: Path, beside: list[Path]) -> None:
        self.content = folder / "content"
        self.content.mkdir()
        shutil.copy(ROOT / "content" / "afsendere.yaml", self.content)
        for file in beside:
            self.add(file.name, file.read_bytes())
        self.project = Project(self.content, ROOT / "templates", folder / "output")
        self.count = 0

    def add(self, name: str, data: bytes) -> None:
        """Nothing; a file that the paper may name, and one that differs from it in what it holds."""
        (self.content / name).write_bytes(data)
        secret = data
        if name.endswith(".csv"):
            secret = re.sub(rb"[0-9]", b"77", data)
        elif name.endswith(".yaml"):
            secret = b"skabelon: bilag\ntitel: En hemmelig titel\nafsnit:\n  - tekst: Tekst.\n"
        elif name.endswith((".png", ".jpg")):
            pictures = sorted((ROOT / "content" / "eksempler").glob(f"*{name[-4:]}"))
            secret = pictures[-1].read_bytes() + b" "
        (self.content / f"{WORD}-{name}").write_bytes(secret)

    def public(self, data: Any) -> Built:
        """What became of the public version of the paper with that data."""
        self.count += 1
        path = f"{self.count}/papir.yaml"
        file = self.content / path
        file.parent.mkdir()
        file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        return Finals.of(self.project, [path], Edition.PUBLIC).do(self.project, path)


def data_of(file: Path) -> Any:
    """The paper in the file as mappings, lists and strings."""
    source = read(file, file.name, Report())
    assert source is not None
    assert source.root is not None
    data = plain(source.root)
    data.pop(CONFIDENTIAL_KEY, None)
    return data


def root_of(data: Any) -> Field:
    """What the schema of the paper's kind says of it."""
    schema = KINDS.schema(data["skabelon"], Report())
    assert schema is not None
    return schema.root


def assert_untold(press: Press, data: Any, at: list[Any]) -> None:
    """Nothing; fails where the public version tells anything of what stands at those places."""
    secret = marked(data, at)
    first, second = press.public(secret), press.public(other(secret, root_of(data)))
    told = [{problem.code for problem in built.report.problems()} for built in (first, second)]
    if all("henvisning-til-fortroligt" in codes for codes in told):
        assert first.outcome is second.outcome is Outcome.FAILED
        return
    for built in (first, second):
        assert built.outcome is Outcome.WRITTEN, (at, built.report.problems())
    found = Path(second.output).read_bytes()
    assert Path(first.output).read_bytes() == found, at
    for name, part in read_parts(found).items():
        assert WORD not in f"{name} {part.decode('utf-8', errors='replace')}".lower(), (at, name)


def beside(sample: Path) -> list[Path]:
    """The files that a sample may name."""
    if CASES in sample.parents:
        return [*files_of(sample), PAPER / "bilag-1.yaml"]
    return sorted(file for file in sample.parent.iterdir() if file != sample)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_other_words_in_what_is_marked_make_the_same_bytes(sample: Path, tmp_path: Path) -> None:
    press = Press(tmp_path, beside(sample))
    data = data_of(sample)
    found = list(places(data, root_of(data)))
    assert found
    assert_untold(press, data, found)
    for place in found:
        assert_untold(press, data, [place])


@pytest.mark.parametrize("kind", FORMS)
@pytest.mark.parametrize("seed", range(3))
def test_so_it_is_in_random_papers(kind: str, seed: int, tmp_path: Path) -> None:
    smallest = (CASES / "build" / kind / "mindst.yaml").read_text("utf-8")
    paper = RandomPaper(seed, kind, smallest)
    press = Press(tmp_path, [])
    for name, content in paper.files.items():
        press.add(name, content)
    (tmp_path / "papir.yaml").write_text(paper.source, encoding="utf-8")
    data = data_of(tmp_path / "papir.yaml")
    found = list(places(data, root_of(data)))
    dice = random.Random(seed)
    for count in (1, 2, 4):
        assert_untold(press, data, dice.sample(found, min(count, len(found))))


ANNEXES = [
    "skabelon: bilag\nfortroligt: ja\ntitel: {}\nafsnit:\n  - tekst: {}\n",
    "skabelon: bilag\ntitel: {{tekst: {}, fortroligt: ja}}\nafsnit:\n  - tekst: {}\n",
    "skabelon: slides\nsprog: en\nfortroligt: nej\ntitel:\n  fortroligt: ja\n  tekst: |\n    {}\n"
    "slides:\n  - {{overskrift: A, tekst: {}}}\n",
]
MEMO = {
    **{"skabelon": "notat", "sagsnr": "2016-0419401", "dokumentnr": "2016-0419401-1"},
    **{"dato": "21-12-2016", "til": ["A"], "titel": "B", "sagsbehandler": "C", "afsender": "slk"},
    "afsnit": [{"tekst": "Jf. bilag 2."}],
}


@pytest.mark.parametrize("annex", ANNEXES)
@pytest.mark.parametrize(
    "typed", [{}, {"titel": "En titel"}, {"nummer": "2", "påført": "1-2-2017"}]
)
def test_so_it_is_in_the_file_of_an_annex(
    annex: str, typed: dict[str, str], tmp_path: Path
) -> None:
    press = Press(tmp_path, [])
    data = {**MEMO, "bilag": [{"titel": "Kort"}, {"fil": "b.yaml", **typed}, {"titel": "Plan"}]}
    found = []
    for words in (("a", "b"), (f"{WORD} og en længere titel", f"c d {WORD}")):
        (press.content / "b.yaml").write_text(annex.format(*words), encoding="utf-8")
        press.project = Project(press.content, ROOT / "templates", tmp_path / "output")
        built = press.public(data)
        assert built.outcome is Outcome.WRITTEN, built.report.problems()
        found.append(Path(built.output).read_bytes())
    assert found[0] == found[1]
