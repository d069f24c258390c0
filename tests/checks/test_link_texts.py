"""A link whose text does not say where it leads."""

from __future__ import annotations

import pytest

from tests.checks.marked import marked, marked_prose, prose

CODE = "linktekst-siger-intet"

# In each, `(u)` is an address.
FOUND = """
Se planen [⟦her⟧](u)
Se planen [⟦HER⟧](u).
Se planen [⟦her.⟧](u)
[⟦Læs mere⟧](u)
[⟦Læs **mere** her⟧](u)
[**⟦Læs mere⟧**](u) om planen
[⟦Klik her⟧](u) eller [⟦se her⟧](u)
[⟦læs⟧](u)[**⟦her⟧**](v)
[⟦læs mere på denne side⟧](u)
[⟦Læs videre her⟧](u)
[⟦dette link⟧](u)
[⟦Linket⟧](u)
[⟦...⟧](u)
[⟦→⟧](u)
[⟦hjemmesiden⟧](u)
[⟦PDF⟧](u)
[⟦Read more here⟧](u)
[⟦click here⟧](u)
😀 æ\t[⟦her⟧](u)
"""

LEFT = """
Se [planen for området](u)
Læs mere i [lov om aktiv indsats](u)
Læs mere om [Urbanplanen](u)
[her er planen for området](u)
<https://kk.dk/her>
[https://kk.dk](u)
[kk.dk](u)
[cbu@okf.example](mailto:cbu@okf.example)
[læs mere om indsatsen](u)
[Side 3 i bilaget](u)
Se her, klik her og læs mere
Se \\[her\\]
[Vejledning (pdf)](u)
[§ 31](u)
"""


def written(text: str) -> str:
    text = text.replace("](u)", "](https://kk.dk/plan)").replace("](v)", "](https://kk.dk/andet)")
    return text.replace("\\\\", "\\")


@pytest.mark.parametrize("text", [*FOUND.strip("\n").splitlines(), *LEFT.strip("\n").splitlines()])
def test_links_that_say_nothing_are_found(text: str) -> None:
    assert marked_prose(CODE, written(text)) == written(text)


def test_links_in_cells_points_and_notes_are_found() -> None:
    text = written(
        "| a |\n|---|\n| [⟦her⟧](u) |\n\n- [⟦her⟧](u)\n\n> [⟦her⟧](u)\n\nOrd[^1]\n\n[^1]: Se [⟦her⟧](u)"
    )
    assert marked(CODE, prose(text)) == prose(text)
