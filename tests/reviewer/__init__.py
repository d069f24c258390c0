"""A reviewer who works in a Word file, and programs that open and save it.

It takes nothing from `memo`. Each act is written as Word writes it in a file that it really saved;
the act names the file, which stands in `shared/word-saved/` beside this project, or the section of
the standard (ECMA-376 part 1). With `tracking` off the same act is done untracked.
"""

from __future__ import annotations

from tests.reviewer.comments import Comments
from tests.reviewer.file import BODY, Span
from tests.reviewer.footnotes import Footnotes
from tests.reviewer.programs import Programs
from tests.reviewer.tables import Tables
from tests.reviewer.words import Words
from tests.reviewer.xml import Element, W, element, shown, text_of

__all__ = ["BODY", "Element", "Reviewed", "Span", "W", "element", "shown", "text_of"]


class Reviewed(Words, Footnotes, Tables, Comments, Programs):
    """A Word file in a reviewer's hands."""
