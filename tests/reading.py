"""A document as its content and its template say it: read by PyYAML, filled in by plain Jinja.

A reader of its own: it takes nothing from `memo`, so that it fails where the files are wrong.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import jinja2
import yaml

from tests.finding import body, edges
from tests.plain import MONTHS, Text, inline
from tests.shown import Shown

_WORDS = {
    "da": {"tabel": "Tabel", "figur": "Figur", "udkast": "Udkast"},
    "en": {"tabel": "Table", "figur": "Figure", "udkast": "Draft"},
}
_AND = {"da": " og ", "en": " and "}
# Stands between paragraphs: no content has it.
_END = "\x1e"


def load(file: Path) -> dict[str, Any]:
    """The file as another reader of YAML than ours sees it: every scalar a text."""
    loaded = yaml.load(file.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    assert isinstance(loaded, dict)
    return loaded


def spreadsheet(file: Path) -> list[list[str]]:
    """The cells of a CSV file, row by row."""
    return list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines(), delimiter=";"))


def captioned(node: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """The tables and figures with a title, each with its kind, in the order of the content."""
    if isinstance(node, list):
        for item in node:
            yield from captioned(item)
    elif isinstance(node, dict):
        for key, value in node.items():
            if key in ("tabel", "figur") and "titel" in value:
                yield key, value
            yield from captioned(value)


@dataclass
class Reading:
    """The paragraphs that the document of a content file must show, empty ones left out.

    `prose` are those of its prose, with the labels of its lists, and `notes` its footnotes. `mark`
    is what tells the draft from others.
    """

    file: Path
    templates: Path
    mark: str = ""
    prose: list[Shown] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    numbers: dict[str, str] = field(default_factory=dict)
    _captions: dict[int, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.content = load(self.file)
        self.language = self.content.get("sprog", "da")
        kind = self.content["skabelon"]
        self._schema = load(self.templates / f"{kind}.schema.yaml")
        self._words = {k: v[self.language] for k, v in self._schema.get("x-ord", {}).items()}
        counts = {"tabel": 0, "figur": 0}
        for each, entries in captioned(self.content):
            counts[each] += 1
            self.numbers[entries.get("navn", "")] = str(counts[each])
            unit = f" ({inline(entries['enhed'], {})})" if "enhed" in entries else ""
            word = _WORDS[self.language][each]
            caption = f"{word} {counts[each]}. {inline(entries['titel'], {})}{unit}"
            self._captions[id(entries)] = caption
        template = self.templates / f"{kind}.docx"
        self.body = self._fill(paragraph.text for paragraph in body(template))
        self.edges = self._fill(paragraph.text for paragraph in edges(template))

    def _fill(self, template: Iterator[str]) -> list[str]:
        """The paragraphs of the template with the content in them."""
        environment = jinja2.Environment(autoescape=False)
        environment.filters |= {"dato": self._date, "og": self._and, "med": _joined}
        environment.filters |= {"prose": self._prose, "line": lambda text: inline(text, {})}
        source = _END.join(template).replace("{%p", "{%")
        source = re.sub(r"\{\{p (.+?) \}\}", r"{{ \1|prose }}", source)
        source = re.sub(r"\{\{r (.+?) \}\}", r"{{ \1|line }}", source)
        filled = environment.from_string(source).render(self._values())
        return [line.strip() for line in filled.split(_END) if line.strip()]

    def _values(self) -> dict[str, Any]:
        draft = f"{_WORDS[self.language]['udkast']} {self.mark}"
        values = {**self.content, "ord": self._words, "udkast": draft}
        senders = load(next(p for p in self.file.parents if p.name == "content") / "afsendere.yaml")
        for name in {"afsender", "medafsender"} & values.keys():
            values[name] = senders[values[name]]
        if "sidekolonne" in values:
            values["sidekolonne"] = list(self._side(values["sidekolonne"]))
        if "bilag" in values:
            values["bilag"] = list(self._annexes(values["bilag"]))
        return values

    def _side(self, typed: dict[str, str]) -> Iterator[dict[str, str]]:
        for name, entry in self._schema["properties"]["sidekolonne"]["properties"].items():
            if name in typed:
                is_date = entry.get("format") == "dato"
                text = self._date(typed[name], "kort") if is_date else typed[name]
                yield {"etiket": self._words.get(name, entry["title"]), "tekst": text}

    def _annexes(self, items: list[dict[str, str]]) -> Iterator[dict[str, str]]:
        last = 0
        for item in items:
            number = item.get("nummer", str(last + 1))
            found = {**item, "nummer": "" if number == "uden" else number}
            if "titel" not in item:
                found["titel"] = load(self.file.parent / item["fil"])["titel"]
            if digits := re.match("[0-9]+", number):
                last = int(digits[0])
            yield found

    def _date(self, typed: str, pattern: str = "") -> str:
        months = MONTHS[self.language].split()
        day, month, year = re.split(r"[-. ]+", typed)
        number = int(month) if month.isdigit() else months.index(month) + 1
        if pattern:
            assert pattern == "kort"
            if self.language == "en":
                return f"{int(day)} {months[number - 1][:3]} {year}"
            return f"{int(day):02}-{number:02}-{year}"
        dot = "." if self.language == "da" else ""
        return f"{int(day)}{dot} {months[number - 1]} {year}"

    def _and(self, texts: list[str]) -> str:
        *first, last = texts
        return _AND[self.language].join([", ".join(first), last]) if first else last

    def _prose(self, value: Any) -> str:
        """The paragraphs of a prose, in one text."""
        found: list[Shown] = []
        for part in value if isinstance(value, list) else [value]:
            if isinstance(part, str):
                found += self._text(part)
            elif "figur" in part:
                found.append(Shown(self._captions.get(id(part["figur"]), "")))
            else:
                found += self._table(part["tabel"])
        self.prose += found
        return _END.join(shown.text for shown in found)

    def _text(self, source: str) -> list[Shown]:
        text = Text(source, self.numbers)
        self.notes += [note.text for note in text.notes]
        return text.paragraphs

    def _table(self, table: dict[str, Any]) -> Iterator[Shown]:
        yield Shown(self._captions.get(id(table), ""))
        yield from self._text(table.get("tekst", ""))
        if "fil" in table:
            rows = spreadsheet(self.file.parent / table["fil"])
            yield from (Shown(cell) for row in rows for cell in row)
        for row in [*table.get("hoved", []), *table.get("rækker", [])]:
            cells = row if isinstance(row, list) else row.get("sum") or [row["gruppe"]]
            for cell in cells:
                yield from self._cell(cell if isinstance(cell, str) else cell["tekst"])
        for line in table.get("noter", "").splitlines():
            yield Shown(inline(line, self.numbers))

    def _cell(self, source: str) -> list[Shown]:
        if "\n" in source:
            return self._text(source)
        return [Shown(inline(source, self.numbers))]


def _joined(texts: list[str], between: str) -> str:
    return between.join(texts)
