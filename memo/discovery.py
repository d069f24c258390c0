"""Which files of the content folder are documents."""

from __future__ import annotations

from memo.content import KIND_KEY, Content, document_of, is_content, is_set_aside, kind_of
from memo.problems import Report, Span, is_near, say
from memo.source.nodes import Mapping, Source

# What editors make of a name that should end in .yaml.
_MISTAKEN_ENDINGS = (".yml", ".yaml", ".yaml.txt", ".yml.txt")


def is_document(content: Content, path: str, report: Report) -> bool:
    """Whether a kind claims the file, or it cannot be read: then building it says why."""
    name = f"{content.name}/{path}"
    if is_set_aside(path) or _is_beside_paper(content, path, report):
        return False
    if not path.isprintable():
        report.error(
            "ugyldigt-filnavn",
            Span("".join(char if char.isprintable() else ascii(char)[1:-1] for char in name)),
            say("the name of the file or its folder holds characters that cannot be shown"),
            say("rename it, and type the name anew: they come with text that is pasted"),
        )
        return False
    if not is_content(path):
        if path.lower().endswith(_MISTAKEN_ENDINGS):
            report.warning(
                "forkert-endelse",
                Span(name),
                say("the file is not built: its name does not end in .yaml"),
                say("rename it, or put _ before its name if it is not to be built"),
            )
        return False
    source = content.source(path, Report())
    if source is None or kind_of(source) is not None:
        return True
    if content.is_register(path):
        return False
    if source.root is not None:
        _report_no_kind(source, report)
    return source.root is None


def _is_beside_paper(content: Content, path: str, report: Report) -> bool:
    """Whether the file is what is kept beside a paper; reports one whose paper is gone."""
    document = document_of(path)
    if document and not content.has(document):
        report.warning(
            "gennemgang-uden-papir",
            Span(f"{content.name}/{path}"),
            say("the paper is not here that this file belongs to: {file}", file=document),
            say("give the two the same name again, or take the file away"),
        )
    return document is not None


def _report_no_kind(source: Source, report: Report) -> None:
    message = say("the file is not built: it names no kind of paper")
    keys = source.root.keys if isinstance(source.root, Mapping) else {}
    slip = next((key for key in keys if is_near(key.lower(), KIND_KEY)), None)
    if slip is not None:
        help = say("did you mean {name}?", name=KIND_KEY)
        report.error("uden-skabelon", source.node_span(keys[slip]), message, help)
    else:
        help = say("begin it with skabelon: and the kind, or put _ before its name")
        report.warning("uden-skabelon", source.span(0), message, help)
