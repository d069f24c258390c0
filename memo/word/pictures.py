"""Pictures: what kind a file is, how large, and how it is drawn in a line of text."""

from __future__ import annotations

from dataclasses import dataclass

from docx.image.exceptions import (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
)
from docx.image.image import Image

from memo.word.relations import Relations
from memo.word.xml import escape_in_attribute

_TWIP = 635  # in the unit of drawings, of which an inch has 914400
_ENDINGS = {"image/png": "png", "image/jpeg": "jpg"}
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)
_FAULTS = (
    InvalidImageStreamError,
    UnexpectedEndOfFileError,
    UnrecognizedImageError,
    ValueError,
    LookupError,
    ZeroDivisionError,
    OverflowError,
)


class NoPicture(Exception):
    """The bytes of a file that is neither PNG nor JPEG, or is damaged."""


@dataclass(frozen=True)
class Picture:
    """What the file of a picture tells of it: its size on paper is in twips."""

    content_type: str
    width: int
    height: int

    @property
    def ending(self) -> str:
        """How the name of its part ends."""
        return _ENDINGS[self.content_type]


def read_picture(data: bytes) -> Picture:
    """The picture in the bytes of a file. Raises NoPicture."""
    try:
        image = Image.from_blob(data)
        width, height = int(image.width) // _TWIP, int(image.height) // _TWIP
    except _FAULTS as error:
        raise NoPicture(str(error)) from error
    if image.content_type not in _ENDINGS or width < 1 or height < 1:
        raise NoPicture(image.content_type)
    return Picture(image.content_type, width, height)


class Pictures:
    """The pictures of one document; `first_id` is above the ids of all drawings of the template."""

    def __init__(self, relations: Relations, first_id: int) -> None:
        self._relations = relations
        self._next_id = first_id

    def run(self, data: bytes, description: str | None, width: int, height: int) -> str:
        """The run with the picture, made smaller where it is larger than `width` and `height`.

        `description` is its alternative text, None where it is mere decoration. Raises NoPicture.
        """
        picture = read_picture(data)
        scale = min(1.0, width / picture.width, 0.8 * height / picture.height)
        across, down = (round(side * scale) * _TWIP for side in (picture.width, picture.height))
        relation = self._relations.picture(data, picture.ending, picture.content_type)
        id = self._next_id
        self._next_id += 1
        return _drawing(id, relation, description, f'cx="{across}" cy="{down}"')


def _drawing(id: int, relation: str, description: str | None, size: str) -> str:
    text = escape_in_attribute(description or "")
    name = f'id="{id}" name="Billede {id}" descr="{text}"'
    mark = "" if description else _DECORATIVE
    return (
        '<w:r><w:drawing xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f'<wp:inline distT="0" distB="0" distL="0" distR="0"><wp:extent {size}/>'
        f"<wp:docPr {name}>{mark}</wp:docPr>"
        '<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>'
        '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">'
        f"<pic:pic><pic:nvPicPr><pic:cNvPr {name}/><pic:cNvPicPr/></pic:nvPicPr>"
        f'<pic:blipFill><a:blip r:embed="{relation}"/><a:stretch><a:fillRect/></a:stretch>'
        f'</pic:blipFill><pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext {size}/></a:xfrm>'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr></pic:pic></a:graphicData>'
        "</a:graphic></wp:inline></w:drawing></w:r>"
    )
