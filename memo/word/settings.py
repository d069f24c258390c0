"""The settings part of a document."""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

from memo.word.xml import DECLARATION, local_name, parse, serialize, w

# The elements that stand before w:trackRevisions in CT_Settings (ECMA-376, 17.15.1.78).
_BEFORE_TRACK_REVISIONS = frozenset(
    [
        "writeProtection",
        "view",
        "zoom",
        "removePersonalInformation",
        "removeDateAndTime",
        "doNotDisplayPageBoundaries",
        "displayBackgroundShape",
        "printPostScriptOverText",
        "printFractionalCharacterWidth",
        "printFormsData",
        "embedTrueTypeFonts",
        "embedSystemFonts",
        "saveSubsetFonts",
        "saveFormsData",
        "mirrorMargins",
        "alignBordersAndEdges",
        "bordersDoNotSurroundHeader",
        "bordersDoNotSurroundFooter",
        "gutterAtTop",
        "hideSpellingErrors",
        "hideGrammaticalErrors",
        "activeWritingStyle",
        "proofState",
        "formsDesign",
        "attachedTemplate",
        "linkStyles",
        "stylePaneFormatFilter",
        "stylePaneSortMethod",
        "documentType",
        "mailMerge",
        "revisionView",
    ]
)


@lru_cache(maxsize=64)
def track_changes(data: bytes, *, on: bool) -> bytes:
    """The settings with track changes switched on or off.

    It is the document's setting and not the template's: with it on, the template keeper's own
    edits would be tracked, and leak into every paper.
    """
    root = parse(data)
    for element in root.findall(w("trackRevisions")):
        root.remove(element)
    if on:
        place = sum(local_name(element) in _BEFORE_TRACK_REVISIONS for element in root)
        root.insert(place, etree.Element(w("trackRevisions")))
    return (DECLARATION + serialize(root)).encode()


# The nearest of the elements that may stand behind w:footnotePr.
_AFTER_NOTES = (
    "endnotePr",
    "compat",
    "docVars",
    "rsids",
    "mathPr",
    "attachedSchema",
    "themeFontLang",
    "clrSchemeMapping",
    "doNotIncludeSubdocsInStats",
    "doNotAutoCompressPictures",
    "forceUpgrade",
    "captions",
    "readModeInkLockDown",
    "smartTagType",
    "schemaLibrary",
    "shapeDefaults",
    "doNotEmbedSmartTags",
    "decimalSymbol",
    "listSeparator",
)


def with_separators(data: bytes) -> bytes:
    """The settings with the notes -1 and 0 named as the lines above footnotes."""
    root = parse(data)
    if root.find(w("footnotePr")) is None:
        properties = etree.Element(w("footnotePr"))
        for id in ("-1", "0"):
            etree.SubElement(properties, w("footnote")).set(w("id"), id)
        behind = [n for n, element in enumerate(root) if local_name(element) in _AFTER_NOTES]
        root.insert(min(behind, default=len(root)), properties)
    return (DECLARATION + serialize(root)).encode()
