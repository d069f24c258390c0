"""The settings of a document."""

from __future__ import annotations

import pytest

from memo.word.settings import track_changes
from memo.word.xml import W, local_name, parse


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ["trackRevisions"]),
        ("<w:zoom/><w:compat/>", ["zoom", "trackRevisions", "compat"]),
        ("<w:trackRevisions/>", ["trackRevisions"]),
        ('<w:trackRevisions w:val="0"/><w:compat/>', ["trackRevisions", "compat"]),
    ],
)
def test_track_changes_is_switched_on_in_its_place(before: str, after: list[str]) -> None:
    settings = f'<w:settings xmlns:w="{W}">{before}</w:settings>'.encode()
    root = parse(track_changes(settings, on=True))
    assert [local_name(element) for element in root] == after
    assert root[after.index("trackRevisions")].attrib == {}
    off = [local_name(element) for element in parse(track_changes(settings, on=False))]
    assert off == [name for name in after if name != "trackRevisions"]
