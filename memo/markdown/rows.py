"""The lines of a table, with rows and cells changed."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from memo.flat import Flat
from memo.markdown.characters import Unsayable
from memo.markdown.layout import Place, Row, cells_of
from memo.markdown.paragraphs import Bold, Old, content_of
from memo.markdown.units import Unit, assign


def table_lines(
    cells: Sequence[Flat], place: Place | None, lines: list[str], old: Old, before: str
) -> list[str]:
    """The lines of a table with those cells; `before` stands before each. Raises `Unsayable`."""
    wanted = [tuple(row) for _, row in groupby(cells, lambda flat: flat.cell and flat.cell[1])]
    if place is None:
        rows = [_new_row(row, len(wanted[0]), "", "", old) for row in wanted]
        rule = "|" + "---|" * len(wanted[0])
        return [before + row for row in (rows[0], rule, *rows[1:])]
    columns = len(place.rows[0].cells)
    rows_of = _rows_of(wanted, place)
    if rows_of[0] is not place.rows[0]:
        raise Unsayable("a table without its head")
    result = []
    last = place.rows[0]
    for row, found in zip(wanted, rows_of, strict=True):
        if found is None:
            layout = lines[last.line]
            result.append(before + _new_row(row, columns, layout, place.before, old))
            continue
        changed = _changed_row(row, found, lines, place, old)
        result.append(before + changed[len(place.before) :] if before != place.before else changed)
        if found is place.rows[0]:
            rule = lines[place.first + 1]
            result.append(before + rule[len(place.before) :] if before != place.before else rule)
        last = found
    return result


def _rows_of(wanted: list[tuple[Flat, ...]], place: Place) -> list[Row | None]:
    """The row that each wanted one was; of those without text, what stands between the same."""
    holders = [Place("table", row.line, row.line + 1, rows=[row]) for row in place.rows]
    owners = {cell.number: holder for holder in holders for cell in holder.rows[0].cells}
    rows = [Unit(row) for row in wanted]
    assign(rows, owners)
    if rows[0].place is None and all(unit.place is not holders[0] for unit in rows):
        rows[0].place = holders[0]  # a head may be written anew, but not left out
    found = [unit.place.rows[0] if unit.place else None for unit in rows]
    for number, row in enumerate(found):
        above = found[number - 1] if number else None
        if row is None and above is not None:
            following = place.rows.index(above) + 1
            free = following < len(place.rows) and place.rows[following] not in found
            if free and not any(cell.content for cell in place.rows[following].cells):
                found[number] = place.rows[following]
    return found


def _changed_row(row: tuple[Flat, ...], was: Row, lines: list[str], place: Place, old: Old) -> str:
    line, is_head = lines[was.line], was is place.rows[0]
    spans = cells_of(line, place.before)
    is_even = spans == cells_of(lines[place.first + 1], place.before)
    for flat in reversed(row):
        column = flat.cell[2] if flat.cell else 0
        if column >= len(was.cells):
            raise Unsayable("more cells than the head has")
        cell = was.cells[column]
        if cell.number >= 0 and old.says(flat, cell.number):
            continue
        is_all = _is_marked([cell] if is_head else was.cells, old)
        content = _cell(flat, cell, "all" if is_all else "kept" if is_head else "own", old)
        while column >= len(spans):  # the author has left out what is empty
            line = f"{line.rstrip()}{'' if line.rstrip().endswith('|') else ' |'} |"
            spans = cells_of(line, place.before)
        start, end = spans[column]
        line = line[:start] + _padded(content, line[start:end], is_even=is_even) + line[end:]
    return line


def _is_marked(cells: list[Place], old: Old) -> bool:
    """Whether the cells are bold in what is typed, and not in the flats: a sum, a group, a head."""
    chars = [char for cell in cells for char in cell.chars if not char.thing]
    flats = [old.flats[cell.number] for cell in cells if cell.number >= 0]
    is_light = not any(stretch.run.bold for flat in flats for stretch in flat.stretches)
    return is_light and bool(chars) and all(char.look.bold for char in chars)


def _cell(flat: Flat, cell: Place | None, bold: Bold, old: Old) -> str:
    if not flat.stretches:
        return ""
    content, _ = content_of(old.chars(flat, cell, bold=bold), cell, one_line=True)
    return content.replace("|", "\\|")


def _padded(content: str, was: str, *, is_even: bool) -> str:
    """The content of a cell with the spaces round it, as wide as before if the table `is_even`."""
    text = was.strip(" \t")
    if not text:
        return f" {content} ".ljust(len(was)) if content else was
    if not is_even:
        return was.replace(text, content, 1) if content else " "
    start = was[: was.index(text)]
    end = was[len(start) + len(text) :]
    if len(end) > 1 or len(start) <= 1:
        width = len(was) - len(start) - len(content)
        return start + content + " " * max(width, min(len(end), 1))
    return " " * max(1, len(was) - len(content) - len(end)) + content + end  # set right


def _new_row(row: tuple[Flat, ...], columns: int, layout: str, before: str, old: Old) -> str:
    """A row, its cells as wide as those of a line of the same table."""
    spans = cells_of(layout, before) if layout else []
    is_group = len(row) == 1 < columns
    texts = [""] * columns
    for flat in row:
        column = flat.cell[2] if flat.cell else 0
        if column >= columns:
            raise Unsayable("more cells than the head has")
        texts[column] = _cell(flat, None, "all" if is_group else "own", old)
    widths = [end - start for start, end in spans] + [0] * (columns - len(spans))
    cells = [f" {text} ".ljust(width) for text, width in zip(texts, widths, strict=False)]
    return f"|{'|'.join(cells)}|"
