"""YAML as people and programs write it: every style, with comments and blank lines everywhere."""

from __future__ import annotations

from random import Random
from typing import Any

from memo.source.writing import double_quoted, single_quoted, written

WORDS = ["ord", "æble", "😀", "nr.", "2017", "no", "§31", "–", "**fed**", "a,b", "1,5", "det's", '"citat"', "x:y", "#tag", "\\", "[a]", "{b}",
         "ja", "null", "12\u00a0kr.", "http://kk.dk/#x"]  # fmt: skip
ODD = [
    "a: b",
    "x # y",
    "- z",
    "'",
    '"',
    "& co",
    "*s*",
    "!",
    "%",
    "@",
    "`",
    ": ",
    "#",
    "|",
    ">",
    "?",
    "a ",
    " b",
    "\t",
    "---",
    "...",
]


def line(rnd: Random) -> str:
    words = WORDS if rnd.random() < 0.7 else WORDS + ODD
    return " ".join(rnd.choice(words) for _ in range(rnd.randint(1, 6)))


def text(rnd: Random) -> str:
    """A value: one line, or paragraphs, or nothing."""
    kind = rnd.random()
    if kind < 0.08:
        return ""
    if kind < 0.6:
        return line(rnd)
    lines = [
        rnd.choice(["", "  ", ""]) + line(rnd) if rnd.random() < 0.75 else ""
        for _ in range(rnd.randint(1, 6))
    ]
    return "\n".join(lines).rstrip("\n") + rnd.choice(["\n", "\n", "", "\n\n"])


def reworded(rnd: Random, old: str) -> str:
    """The text with a few words put in, taken away or replaced; now and then another text."""
    if rnd.random() < 0.15:
        return text(rnd)
    parts = old.split(" ")
    for _ in range(rnd.randint(1, 3)):
        at = rnd.randrange(len(parts) + 1)
        parts[at : at + rnd.randint(0, 2)] = [
            rnd.choice([*WORDS, *ODD, "\n", "\n\n"]) for _ in range(rnd.randint(0, 2))
        ]
    return " ".join(parts)


def value(rnd: Random, depth: int) -> Any:
    kind = rnd.random()
    if depth == 0 or kind < 0.45:
        return text(rnd)
    if kind < 0.75:
        return [value(rnd, depth - 1) for _ in range(rnd.randint(0, 4))]
    return {
        f"{rnd.choice(['tekst', 'til', 'nøgle'])}{n}": value(rnd, depth - 1)
        for n in range(rnd.randint(0, 3))
    }


class Writer:
    """Writes a value as YAML in lines of "\\n", each piece in a style of its own."""

    def __init__(self, rnd: Random) -> None:
        self.rnd = rnd

    def document(self, data: Any) -> str:
        rnd = self.rnd
        top = rnd.choice(
            ["", "# yaml-language-server: x\n", "# a\n\n", "---\n", "%YAML 1.1\n---\n# b\n"]
        )
        out = top + "".join(self.block(data, 0))
        out += rnd.choice(["", "", "\n", "# slut\n", "\n# slut", "...\n"])
        return out[:-1] if rnd.random() < 0.15 and out.endswith("\n") else out

    def noise(self, indent: int) -> str:
        pad = " " * indent
        return self.rnd.choice(
            [""] * 9
            + [
                "\n",
                "\n\n",
                f"{pad}# note - a: b\n",
                f"\n{pad}# note 'x\n",
                "\n  \n",
                f"{pad}# løs\n\n",
            ]
        )

    def beside(self) -> str:
        return self.rnd.choice([""] * 5 + [" # ved siden: af", "  #", " "])

    def block(self, data: Any, indent: int) -> list[str]:
        if not data or isinstance(data, str):
            return [" " * indent + self.flow(data) + "\n"]
        rnd, out, pad = self.rnd, [], " " * indent
        blank = "\n" if rnd.random() < 0.15 else ""
        names = list(data) if isinstance(data, dict) else data
        for number, item in enumerate(names):
            out.append(self.noise(indent) + (blank if number else ""))
            if isinstance(data, dict):
                child = data[item]
                out.append(f"{pad}{item}:{self.behind(child, indent, is_item=False)}")
            else:
                out.append(f"{pad}-{self.behind(item, indent, is_item=True)}")
            if rnd.random() < 0.04:
                out.append(f"{pad}    # længere inde\n")
        return out

    def behind(self, child: Any, indent: int, *, is_item: bool) -> str:
        """What stands behind a dash or a colon, with the end of the line."""
        rnd = self.rnd
        if isinstance(child, str):
            return self.scalar(child, indent)
        if not child or rnd.random() < 0.25:
            return f" {self.flow(child)}{self.beside()}\n"
        if is_item and rnd.random() < 0.8:
            gap = rnd.choice([1, 1, 1, 3])
            inner = "".join(self.block(child, indent + 1 + gap)).lstrip("\n")
            first = inner.lstrip(" \n")
            return "\n" + inner if first.startswith("#") else " " * gap + first
        deeper = (
            0
            if isinstance(child, list) and not is_item and rnd.random() < 0.3
            else rnd.choice([2, 2, 4])
        )
        return self.beside() + "\n" + "".join(self.block(child, indent + deeper))

    def flow(self, data: Any) -> str:
        rnd = self.rnd
        if isinstance(data, str):
            is_plain = (
                data
                and "\n" not in data
                and written(data) == data
                and not set(data) & set(",[]{}:#\"'")
            )
            forms = [data] if is_plain else []
            if "\n" not in data and "\t" not in data:
                forms.append(single_quoted(data))
            return rnd.choice([*forms, double_quoted(data)])
        comma = rnd.choice([", ", ",", " , "]) if rnd.random() < 0.8 else ",\n          "
        if isinstance(data, list):
            last = rnd.choice(["", "", ","]) if data else ""
            return f"[{comma.join(map(self.flow, data))}{last}]"
        return "{" + comma.join(f"{key}: {self.flow(item)}" for key, item in data.items()) + "}"

    def scalar(self, data: str, indent: int) -> str:
        rnd = self.rnd
        if data and rnd.random() < 0.6 and ("\n" in data or rnd.random() < 0.3):
            rows = data.removesuffix("\n").split("\n")
            deep = rnd.choice([2, 2, 4])
            sign = rnd.choice(["|", "|", "|", ">"])
            digit = str(deep) if data.startswith((" ", "\n")) or rnd.random() < 0.1 else ""
            end = "-" if not data.endswith("\n") else rnd.choice(["", "", "+"])
            body = "".join((row and " " * (indent + deep) + row) + "\n" for row in rows)
            return f" {sign}{digit}{end}{self.beside()}\n{body}"
        if (
            data
            and "\n" not in data
            and rnd.random() < 0.3
            and "  " not in data
            and written(data) == data.strip()
        ):
            return (
                " "
                + data.replace(" ", "\n" + " " * (indent + 4), rnd.randint(1, 3))
                + self.beside()
                + "\n"
            )
        if (
            data
            and rnd.random() < 0.2
            and not {"  ", "\t"} & {data}
            and " \n" not in data
            and "\n " not in data
        ):
            folded = data.replace("\n", "\n\n" + " " * (indent + 3))
            return f" '{folded.replace(chr(39), chr(39) * 2)}'{self.beside()}\n"
        if data and "\n" not in data and written(data) == data and rnd.random() < 0.6:
            return f" {data}{self.beside()}\n"
        if data == "" and rnd.random() < 0.4:
            return self.beside() + "\n"
        return f" {self.flow(data)}{self.beside()}\n"
