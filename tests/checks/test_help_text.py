"""Text that the author meant to replace."""

from __future__ import annotations

import pytest

from tests.checks.marked import FORM, HEAD, marked, marked_prose, prose

CODE = "hjaelpetekst"

FOUND = """
⟦HUSK⟧ at spørge Jens om tallene
⟦HUSK⟧: tal fra Anne
Beløbet er 5 mio. ⟦HUSK⟧ at tjekke det
Budgettet (⟦HUSK⟧ tal fra Anne) er lagt
Budgettet er lagt – ⟦HUSK⟧ bilag
⟦HUSK⟧! Ret dette
⟦TODO⟧: afstem med økonomi
Ansvarlig: ⟦TBD⟧
⟦[indsæt navn]⟧ har ansvaret
⟦[udfyldes senere]⟧
Beløbet er ⟦[mangler]⟧
Kære ⟦[Navn]⟧
Kære **⟦[indsæt**\u00a0navn]⟧
Mødet er den ⟦[dato]⟧ kl. 10
Der afsættes ⟦[beløb]⟧ kr.
⟦[skriv her, hvad sagen drejer sig om]⟧
⟦[Indsæt tabel⟧
Mødet er den ⟦(indsæt dato)⟧ i salen
Beløbet er ⟦xx⟧ mio. kr.
Beløbet er ⟦XX⟧ kr. og ⟦xxx⟧ i alt
Mødet den ⟦xx-xx⟧-2017
Mødet den ⟦xx.xx⟧.2017
jf. bilag ⟦XX⟧
Kontorchef ⟦XXX⟧ deltager
Hvad er tallet ⟦???⟧
⟦Lorem ipsum⟧ dolor
⟦Klik eller tryk her for at angive tekst⟧.
😀 æøå\t⟦xx⟧
⟦[insert name]⟧
⟦Click or tap here to enter text⟧.
"""

LEFT = """
Foreningen HUSK har holdt møde
HUSK er en forening for pårørende
Aftalen med HUSK og Bedre Psykiatri
HUSK TILMELDING
Husk tilmelding senest den 3. maj
OBS: Fristen er den 3. maj
NB: Mødet er flyttet
Byen voksede i det XX. århundrede
Kong Christian X og dronning Alexandrine
Pave Johannes XXIII
Det gav en XXL-model
En XX-kromosom-test
"Vi ønsker [...] en løsning", skrev foreningen
Han skrev "vi høre [sic] gerne"
"Jeg, [navn udeladt], klager over [adresse fjernet]"
"Jeg bor på [dato og sted udeladt] i dag"
Skriv til os (skriv til cbu@okf.example)
Hvad? Hvorfor?? Hvornår?!
En maxx-model og Exxon
Figuren er 10 x 20 cm
Se [skriv til os](https://kk.dk)
"Borgeren [retten til bolig] mener"
Navnet er nævnt, datoen er sat
[navne] og [datoer]
tododokument
Beløb [i kr.] og antal [stk.]
"""


@pytest.mark.parametrize("text", [*FOUND.strip("\n").splitlines(), *LEFT.strip("\n").splitlines()])
def test_what_an_author_has_left_for_later_is_found(text: str) -> None:
    assert marked_prose(CODE, text) == text


def test_fields_captions_alternative_texts_and_notes_are_looked_at() -> None:
    text = HEAD.replace("En titel", "Notat om ⟦xx⟧") + (
        "afsnit:\n  - overskrift: ⟦XX⟧\n    tekst:\n      - tabel:\n          titel: '⟦[navn]⟧'\n"
        "          hoved: [[a]]\n          rækker: [['⟦???⟧']]\n          noter: ⟦TBD⟧\n"
        "      - figur:\n          fil: eksempler/huse.png\n          alt: Kort (⟦HUSK⟧ ret)\n"
    )
    assert marked(CODE, text) == text
    text = prose("Ord[^1]\n\n- punkt ⟦xx⟧\n  1. ⟦TODO⟧\n\n[^1]: Se ⟦xx⟧\n\n> ⟦xx⟧", FORM)
    assert marked(CODE, text) == text
