"""Pictures: what kind of file one is, and how large on paper."""

from __future__ import annotations

import io

from msgspec import Struct

# By how a file begins: the ending of its name, its type, and what its data ends with.
_KINDS = {
    b"\x89PNG\r\n\x1a\n": ("png", "image/png", b"IEND"),
    b"\xff\xd8\xff": ("jpg", "image/jpeg", b"\xff\xd9"),
}
_TWIPS_PER_INCH = 1440
_USUAL_DPI = 96
# Fewer dots would make a picture of a few pixels as large as a page.
_LEAST_DPI = 30

# A picture in a paper is far below both; above them is a mistake or an attack. A file of a few kB
# can claim any number of pixels, and who opens the paper unpacks them.
MAX_BYTES = 50_000_000
MAX_PIXELS = 200_000_000


class NoPicture(Exception):
    """The bytes of a file that is neither PNG nor JPEG, or is damaged."""


class PictureTooLarge(Exception):
    """A picture of more pixels than can be shown."""


class Picture(Struct, frozen=True):
    """The bytes of a PNG or JPEG file, with its size on paper in twips.

    `is_turned` where a camera has noted that the picture is to be shown turned: not all programs
    do.
    """

    data: bytes
    ending: str
    content_type: str
    width: int
    height: int
    is_turned: bool


def read_picture(data: bytes) -> Picture:
    """The picture in the bytes of a file. Raises NoPicture and PictureTooLarge."""
    # Here, for it brings much along that no text needs.
    import imagesize

    kind = next((kind for begin, kind in _KINDS.items() if data.startswith(begin)), None)
    if kind is None or kind[2] not in data:
        raise NoPicture
    try:
        info = imagesize.get_info(io.BytesIO(data))
    except (ValueError, OverflowError) as error:
        raise NoPicture(str(error)) from error
    if info.width < 1 or info.height < 1:
        raise NoPicture
    if info.width * info.height > MAX_PIXELS:
        raise PictureTooLarge
    return Picture(
        data,
        kind[0],
        kind[1],
        _twips(info.width, info.xdpi),
        _twips(info.height, info.ydpi),
        info.rotation > 1,
    )


def _twips(pixels: int, dpi: int) -> int:
    return max(1, round(pixels * _TWIPS_PER_INCH / (dpi if dpi >= _LEAST_DPI else _USUAL_DPI)))
