"""`python -m benchmarks`: measures, prints what was found and writes it down."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import click

from benchmarks import batch, cold, growth, steps, warm
from benchmarks.machine import facts, load
from benchmarks.measuring import collect_garbage_as_a_build_does
from benchmarks.plot import draw
from benchmarks.report import Result, as_json, markdown

_PARTS = "abcde"
_HEADING = "# Results"
# In the file of results, what stands below this line is kept when it is written anew.
_BY_HAND = "<!-- Below this line it is written by hand. -->"
_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command()
@click.argument("parts", nargs=-1, type=click.Choice(tuple(_PARTS)))
@click.option("--quick", is_flag=True, help="Few rounds and small sizes: to see that it runs.")
@click.option("--documents", type=click.IntRange(min=1), help="How many there are in part d.")
@click.option(
    "--json",
    "json_file",
    type=_FILE,
    default=Path(__file__).with_name("results.json"),
    help="Where the results are written for programs; benchmarks/results.json where not given.",
)
@click.option("--markdown", "markdown_file", type=_FILE, help="Where what is printed is written.")
@click.option("--plot", type=_FILE, help="Where the picture of part c is written, as SVG.")
def main(
    *,
    parts: tuple[str, ...],
    quick: bool,
    documents: int | None,
    json_file: Path,
    markdown_file: Path | None,
    plot: Path | None,
) -> None:
    """Measures the PARTS, or all: a document warm (a), a case cold (b), growth (c), many
    documents (d), and where the time goes (e)."""
    chosen = sorted(set(parts)) or list(_PARTS)
    if plot and "c" not in chosen:
        raise click.UsageError("--plot draws part c, which is not among the parts")
    run = facts(" ".join(["python -m benchmarks", *sys.argv[1:]]))
    collect_garbage_as_a_build_does()
    found = _measured(chosen, quick=quick, documents=documents, plot=plot)
    run["load after it"] = load()
    shown = markdown(_HEADING, run, list(found.values()))
    click.echo(shown)
    json_file.write_text(json.dumps(as_json(run, found), indent=1) + "\n", encoding="utf-8")
    if markdown_file:
        text = shown + _by_hand(markdown_file)
        markdown_file.write_text(text, encoding="utf-8", newline="\n")


def _by_hand(file: Path) -> str:
    """What people wrote at the end of an earlier file of results."""
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    _, line, written = text.partition(_BY_HAND)
    return f"\n{line}{written}" if line else ""


def _measured(
    chosen: list[str], *, quick: bool, documents: int | None, plot: Path | None
) -> dict[str, Result]:
    """What each of the chosen parts found; who waits is told which part runs."""

    def growing() -> Result:
        result, sizes = growth.measure(quick=quick)
        if plot:
            draw(sizes, plot)
        return result

    parts: dict[str, Callable[[], Result]] = {
        "a": lambda: warm.measure(quick=quick),
        "b": lambda: cold.measure(quick=quick),
        "c": growing,
        "d": lambda: batch.measure(quick=quick, documents=documents),
        "e": lambda: steps.measure(quick=quick),
    }
    found = {}
    for name in chosen:
        click.echo(f"({name}) ...", err=True)
        found[name] = parts[name]()
    return found


if __name__ == "__main__":
    for stream in filter(None, (sys.stdout, sys.stderr)):
        # A console of Windows may lack a letter of what is printed.
        stream.reconfigure(errors="replace")
    main(prog_name="python -m benchmarks")
