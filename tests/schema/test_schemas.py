"""What the schemas tell the author, who reads it in the editor: titles, descriptions, examples."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
import yaml

from memo.formats import FORMATS
from tests.conftest import ROOT

PROSE = "../memo/tekst.schema.yaml"
TEMPLATES = ROOT / "templates"


@dataclass(frozen=True)
class Part:
    """What a schema says of one value, with what it refers to. `path` is where that stands."""

    path: str
    schema: dict[str, Any]

    @property
    def types(self) -> set[str]:
        types = self.schema["type"]
        return {types} if isinstance(types, str) else set(types)


def load(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return found


DOCUMENTS = {path.name: load(path) for path in sorted(TEMPLATES.glob("*.schema.yaml"))}
DOCUMENTS[PROSE] = load(TEMPLATES / PROSE)


def parts(name: str) -> Iterator[Part]:
    """All that a schema says of values below its root; the parts of prose once, as its own."""
    document = DOCUMENTS[name]

    def below(path: str, schema: dict[str, Any]) -> Iterator[Part]:
        subs = dict(schema.get("properties", {}))
        for keyword in ("items", "additionalProperties"):
            if schema.get(keyword):
                subs[keyword] = schema[keyword]
        for key, sub in subs.items():
            part = Part(f"{path}/{key}", followed(sub, document))
            yield part
            if not sub.get("$ref", "").startswith(PROSE):
                yield from below(part.path, part.schema)

    yield from below(name, document)


def followed(schema: dict[str, Any], document: dict[str, Any]) -> dict[str, Any]:
    """The schema with what it refers to; what stands beside the reference wins."""
    reference = schema.get("$ref")
    if reference is None:
        return schema
    file, _, pointer = reference.partition("#")
    document = DOCUMENTS[PROSE] if file else document
    target = document["$defs"][pointer.removeprefix("/$defs/")] if pointer else document
    return followed(target, document) | {k: v for k, v in schema.items() if k != "$ref"}


ALL = [part for name in DOCUMENTS for part in parts(name)]


@pytest.mark.parametrize("part", ALL, ids=lambda part: part.path)
def test_every_field_is_explained_to_the_author(part: Part) -> None:
    assert part.schema["title"]
    assert part.schema["description"]
    if "string" in part.types and "object" not in part.types and "enum" not in part.schema:
        assert part.schema["examples"]


@pytest.mark.parametrize(
    "part", [part for part in ALL if "examples" in part.schema], ids=lambda part: part.path
)
def test_every_example_follows_its_own_schema(part: Part) -> None:
    own = {key: value for key, value in part.schema.items() if key not in ("items", "properties")}
    formats = {name: known.is_valid for name, known in FORMATS.items()}
    validator = jsonschema_rs.validator_for(own, formats=formats, validate_formats=True)
    assert [e for e in part.schema["examples"] if not validator.is_valid(str(e))] == []


def test_a_sender_in_an_example_is_one_of_ours() -> None:
    senders = load(ROOT / "content" / "afsendere.yaml").keys()
    for part in ALL:
        if part.schema.get("x-register") == "afsendere":
            assert set(part.schema["examples"]) <= senders, part.path


def test_a_paper_and_each_group_in_its_lists_may_be_confidential() -> None:
    for name, document in DOCUMENTS.items():
        if (TEMPLATES / name.replace(".schema.yaml", ".docx")).is_file():
            assert document["properties"]["fortroligt"]["enum"] == ["ja", "nej"]
    for part in ALL:
        if part.path.endswith("/items") and part.types == {"object"}:
            assert "fortroligt" in part.schema["properties"], part.path
    for name in ("tabel", "figur"):
        assert "fortroligt" in DOCUMENTS[PROSE]["$defs"][name]["properties"]
