"""Pictures as they are drawn in a line of text."""

from __future__ import annotations

from memo.pictures import Picture
from memo.word.relations import Relations
from memo.word.xml import escape, escape_in_attribute

_TWIP = 635  # in the unit of drawings, of which an inch has 914400
_DECORATIVE = (
    '<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><adec:decorative '
    'xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/>'
    "</a:ext></a:extLst>"
)


class Pictures:
    """The pictures of one document; `first_id` is above the ids of all drawings of the template.

    `word` is what they are called in Word's list of objects.
    """

    def __init__(self, relations: Relations, word: str, first_id: int) -> None:
        self._relations = relations
        self._word = word
        self._next_id = first_id

    def run(self, picture: Picture, description: str | None, width: int, height: int) -> str:
        """The run with the picture, made smaller where it is larger than `width` and `height`.

        `description` is its alternative text, None where it is mere decoration.
        """
        scale = min(1.0, width / picture.width, 0.8 * height / picture.height)
        sides = (picture.width, picture.height)
        across, down = (max(1, round(side * scale)) * _TWIP for side in sides)
        relation = self._relations.picture(picture)
        id = self._next_id
        self._next_id += 1
        name = f'id="{id}" name="{escape(self._word)} {id}"'
        return _drawing(name, relation, description, f'cx="{across}" cy="{down}"')


def _drawing(name: str, relation: str, description: str | None, size: str) -> str:
    name += f' descr="{escape_in_attribute(description or "")}"'
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
