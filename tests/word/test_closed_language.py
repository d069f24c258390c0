"""The template language is closed: what `template check` refuses, `build` refuses, and soon."""

from __future__ import annotations

import pytest

from memo.problems import Report
from memo.project import Project
from memo.templates import Templates
from tests.conftest import Paper
from tests.word.altered import alter, paragraph

TITLE = "{{ titel }}</w:t>"

HOSTILE = [
    # Python behind the values
    *("{{ titel.__class__ }}", "{{ titel.__class__.__mro__[1].__subclasses__() }}"),
    *("{{ ''.__class__ }}", "{{ ().__class__ }}", "{{ afsender.__init__.__globals__ }}"),
    *("{{ titel.text }}", "{{ titel.address.file }}", "{{ afsender.values }}", "{{ til.count }}"),
    *("{{ titel['__class__'] }}", "{{ afsender['enhed'] }}", "{{ titel[0] }}", "{{ til[0:1] }}"),
    *("{{ _text }}", "{{ _text(titel) }}", "{{ _items }}", "{{ _ }}", "{{ _language }}"),
    *("{{ self }}", "{{ self._TemplateReference__context }}", "{{ context }}", "{{ self.x() }}"),
    *("{{ loop }}", "{{ loop.index }}", "{{ caller() }}", "{{ varargs }}", "{{ kwargs }}"),
    *(
        "{{ range(10**9) }}",
        "{{ lipsum() }}",
        "{{ cycler(1) }}",
        "{{ dict() }}",
        "{{ namespace() }}",
    ),
    *("{{ open('/etc/passwd') }}", "{{ __import__('os') }}", "{{ config }}", "{{ request }}"),
    # Calls, filters and tests of Jinja
    *("{{ titel.upper() }}", "{{ titel|upper }}", "{{ titel|attr('__class__') }}"),
    *("{{ til|map('upper') }}", "{{ titel|format(1) }}", "{{ titel|safe }}", "{{ titel|pprint }}"),
    *("{{ til|join(',') }}", "{{ titel|string|e }}", "{{ til|og(titel) }}", "{{ til|og(*til) }}"),
    *("{{ dato|dato(x='y') }}", "{{ dato|dato('a' ~ 'b') }}", "{{ dato|dato(**afsender) }}"),
    *("{% if titel is defined %}x{% endif %}", "{% if titel is string %}x{% endif %}"),
    # Arithmetic and texts that grow
    *("{{ 'a' * 10**9 }}", "{{ 10**10**10 }}", "{{ 1 + 1 }}", "{{ titel ~ titel }}"),
    *("{{ '%999999999d' % 1 }}", "{{ '{:999999999}'.format(1) }}", "{{ -titel }}", "{{ [titel] }}"),
    *("{{ {'a': titel} }}", "{{ (titel, titel) }}", "{{ 'x' }}", "{{ 1 }}", "{{ true }}"),
    "{{ titel if dato else 'x' }}",
    *("{% if titel > 'a' %}x{% endif %}", "{% if 'a' in titel %}x{% endif %}"),
    *("{% if 'a' * 10**9 %}x{% endif %}", "{% if titel == 10**9 %}x{% endif %}"),
    "{% if titel == 'a' < 'b' %}x{% endif %}",
    # Statements
    *("{% import 'x' as y %}", "{% from 'x' import y %}", "{% include 'x' %}", "{% extends 'x' %}"),
    *("{% set x = titel %}", "{% set x %}a{% endset %}", "{% set loop = til %}", "{% do titel %}"),
    *("{% macro m() %}{{ m() }}{% endmacro %}", "{% call titel() %}{% endcall %}"),
    *(
        "{% block b %}{% endblock %}",
        "{% filter upper %}a{% endfilter %}",
        "{% raw %}{{{% endraw %}",
    ),
    *("{% with x = titel %}{{ x }}{% endwith %}", "{% autoescape false %}a{% endautoescape %}"),
    *(
        "{% trans %}a{% endtrans %}",
        "{% debug %}",
        "{% break %}",
        "{% continue %}",
        "{% print 1 %}",
    ),
    # Loops
    *("{% for x in range(10**9) %}a{% endfor %}", "{% for x in [1, 2] %}a{% endfor %}"),
    *(
        "{% for x in til recursive %}{{ loop(til) }}{% endfor %}",
        "{% for x in titel %}a{% endfor %}",
    ),
    *("{% for x in til if x %}a{% endfor %}", "{% for x in til %}a{% else %}b{% endfor %}"),
    *("{% for x, y in til %}a{% endfor %}", "{% for loop in til %}a{% endfor %}"),
    *("{% for _x in til %}a{% endfor %}", "{% for titel in til %}a{% endfor %}"),
    *("{% for x in til %}{{ loop.index }}{% endfor %}", "{% for x in til|og %}a{% endfor %}"),
    *(
        "{% for x in til %}{{ loop.cycle('a', 'b') }}{% endfor %}",
        "{% for x in 'abc' %}a{% endfor %}",
    ),
    # More than Python can follow
    *("{{ titel" + ".a" * 5000 + " }}", "{{ " + "(" * 5000 + "titel" + ")" * 5000 + " }}"),
    *("{{ til" + "|og" * 5000 + " }}", "{% if titel" + " and titel" * 5000 + " %}x{% endif %}"),
    *("{% if " + "not " * 5000 + "titel %}x{% endif %}", "{{ " + "-" * 5000 + "titel }}"),
    "{% if titel %}" * 500 + "x" + "{% endif %}" * 500,
]


@pytest.mark.parametrize("tag", HOSTILE, ids=lambda tag: tag[:40])
def test_what_check_refuses_a_build_refuses(paper: Paper, tag: str) -> None:
    alter(paper.templates / "notat.docx", TITLE, f"{tag}</w:t>")
    project = Project(paper.content, paper.templates, paper.output)
    checked = Report()
    Templates(project._kinds).check("notat", checked)
    built = project.build("sag/notat.yaml").report
    errors = [p.code for p in checked.problems() if p.severity == "error"]
    assert errors
    assert errors == [problem.code for problem in built.problems()]
    assert all(code.startswith("skabelon-") for code in errors)


@pytest.mark.parametrize("form", ["p", ""])
def test_loops_that_repeat_each_other_come_to_an_end(paper: Paper, form: str) -> None:
    begin = "".join(f"{{%{form} for x{n} in til %}}\0" for n in range(18))
    tags = f"{begin}x\0{f'{{%{form} endfor %}}' + chr(0)}" + f"{{%{form} endfor %}}\0" * 17
    if form:
        parts = [text for text in tags.split("\0") if text]
        start = "</w:t></w:r></w:p>"
        between = "".join(map(paragraph, parts))
        alter(
            paper.templates / "notat.docx",
            TITLE,
            f"{start}{between}<w:p><w:r><w:t>x</w:t>",
        )
    else:
        alter(paper.templates / "notat.docx", TITLE, tags.replace("\0", "") + "</w:t>")
    names = "".join(f"  - Udvalg {n}\n" for n in range(100))
    text = (paper.content / "sag" / "notat.yaml").read_text("utf-8")
    start, _, rest = text.partition("til:\n")
    paper.write("sag/notat.yaml", f"{start}til:\n{names}titel:{rest.partition('titel:')[2]}")
    assert [problem.code for problem in paper.problems()] == ["dokument-for-stort"]


def test_a_text_that_is_printed_again_and_again_comes_to_an_end(paper: Paper) -> None:
    tag = "{% for x in til %}{% for y in til %}{{ titel }}{% endfor %}{% endfor %}</w:t>"
    alter(paper.templates / "notat.docx", TITLE, tag)
    text = (paper.content / "sag" / "notat.yaml").read_text("utf-8")
    start, _, rest = text.partition("til:\n")
    names = "".join(f"  - Udvalg {n}\n" for n in range(100))
    _, _, rest = rest.partition("titel:")
    paper.write(
        "sag/notat.yaml",
        f"{start}til:\n{names}titel: {'x' * 5000}\nsags{rest.partition('sags')[2]}",
    )
    found = [problem.code for problem in paper.problems()]
    assert "dokument-for-stort" in found
