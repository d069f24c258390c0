"""What is kept beside a document. Beside most there is nothing, so little is needed for that."""

from __future__ import annotations

from msgspec import to_builtins

from memo.content import Content, gennemgang_of
from memo.gennemgang.record import COMMENTS_KEY, Gennemgang
from memo.problems import Report, Span
from memo.provenance import Drawn, hashed


def read(content: Content, document: str, report: Report) -> Gennemgang:
    """What is kept beside the document at that path; nothing where there is no file, or a faulty
    one, which is reported.
    """
    path = gennemgang_of(document)
    source = content.source(path, report) if content.has(path) else None
    if source is None:
        return Gennemgang()
    from memo.gennemgang.reading import gennemgang

    return gennemgang(source, document, report)


def drawn_threads(content: Content, document: str) -> tuple[Drawn, ...] | None:
    """What the document at that path draws from the file: its open threads, if it has any.

    None where the file is faulty.
    """
    report = Report()
    threads = read(content, document, report).open_threads
    if report.has_errors:
        return None
    if not threads:
        return ()
    import json  # few documents have any

    known = json.dumps(to_builtins(threads))
    drawn = Drawn(gennemgang_of(document), pointer=f"/{COMMENTS_KEY}", hash=hashed(known.encode()))
    return (drawn,)


def places_of_open(content: Content, document: str) -> list[Span]:
    """Where the open threads of the document at that path stand in the file."""
    path = gennemgang_of(document)
    source = content.source(path, Report()) if content.has(path) else None
    if source is None:
        return []
    from memo.gennemgang.reading import entries, text

    found = entries(source, COMMENTS_KEY)
    return [source.node_span(each) for each in found if text(each, "løst") != "ja"]
