"""Document properties with values in them: what is written is what the parser would write."""

from __future__ import annotations

from hypothesis import example, given
from hypothesis import strategies as st

from memo.word.properties import without_template_traces
from memo.word.tag_tree import VALUE_MARK
from memo.word.xml import escape, local_name, parse, serialize

CORE = (
    '<cp:coreProperties xmlns:cp="urn:c" xmlns:dc="urn:d" xmlns:dcterms="urn:t">'
    "<dc:title>{}</dc:title><dc:subject>Sag {} &amp; {}{}</dc:subject><dc:creator/>"
    "<dcterms:created>{}</dcterms:created><cp:revision>7</cp:revision></cp:coreProperties>"
)
CUSTOM = (
    '<Properties xmlns="urn:p" xmlns:vt="urn:v">'
    '<property fmtid="x" pid="2" name="A &quot;b&quot;"><vt:lpwstr>{}</vt:lpwstr></property>'
    '<property fmtid="x" pid="3" name="{}"><vt:lpwstr>{} {}</vt:lpwstr></property>'
    '<property fmtid="x" pid="4" name="C"><vt:lpwstr>c</vt:lpwstr></property>'
    '<property fmtid="x" pid="5" name="D {}"><vt:lpwstr/></property></Properties>'
)
TEXTS = st.text(st.sampled_from("aå \u00a0\"'&<>\n]{}/="), max_size=5)


def parsed(xml: str) -> str:
    """The properties without traces of the template, all of them read by the parser."""
    root = parse(xml)
    for element in list(root):
        name = local_name(element)
        is_empty = not "".join(map(str, element.itertext())).strip()
        if name in ("created", "revision") or (name == "property" and is_empty):
            root.remove(element)
    for number, element in enumerate(root, 2):
        if local_name(element) == "property":
            element.set("pid", str(number))
    return serialize(root)


@example(CUSTOM, ['"', '"', '"', "", '"'])
@example(CORE, ["", '"', " ", ">", "9"])
@given(st.sampled_from([CORE, CUSTOM]), st.lists(TEXTS, min_size=5, max_size=5))
def test_values_come_out_as_the_parser_writes_them(xml: str, values: list[str]) -> None:
    printed = [escape(value) for value in values]
    marked = [f"{VALUE_MARK}{value}{VALUE_MARK}" for value in printed]
    assert without_template_traces(xml.format(*marked)) == parsed(xml.format(*printed))
