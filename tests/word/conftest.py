"""What the tests of Word files share: a sample with all that a reviewer may work in."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.reviewer import Reviewed, W, element

SAMPLE = "eksempler/budget.yaml"

_BOX = (
    '<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor distT="0" distB="0"'
    ' distL="0" distR="0" simplePos="0" relativeHeight="9" behindDoc="0" locked="0" layoutInCell="1"'
    ' allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>9'
    '</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>9</wp:posOffset>'
    '</wp:positionV><wp:extent cx="1800000" cy="720000"/><wp:wrapNone/><wp:docPr id="77" name="Felt"/>'
    '<wp:cNvGraphicFramePr/><a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/'
    '2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/><wps:spPr><a:xfrm><a:off x="0" y="0"/>'
    '<a:ext cx="1800000" cy="720000"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></wps:spPr>'
    "<wps:txbx><w:txbxContent><w:p><w:r><w:t>Ord i boksen</w:t></w:r></w:p></w:txbxContent></wps:txbx>"
    "<wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>"
    "</mc:AlternateContent></w:r>"
)


@pytest.fixture(scope="module")
def base(built: dict[str, Path]) -> bytes:
    """A sample with a heading, lists, tables, figures, footnotes; here a text box and shades too.

    The style of its tables shades their heads, of which some are two rows, and every other row.
    """
    document = Reviewed(built[SAMPLE])
    for style in document.roots["word/styles.xml"].iterfind(f"{W}style[@{W}type='table']"):
        for region, fill in (("firstRow", "D9D9D9"), ("band1Horz", "EEEEEE")):
            shade = f'<w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{fill}"/></w:tcPr>'
            style.append(element(f'<w:tblStylePr w:type="{region}">{shade}</w:tblStylePr>'))
    document.paragraph("Pengene til drift").append(element(_BOX))
    return document.saved()
