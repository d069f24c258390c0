"""The codes of all problems, gathered from the syntax trees of `memo/`."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.conftest import ROOT

# Classes with a code that an author typed, and that is only compared with those of problems.
TYPED = {"_Off"}

_Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Taker:
    """A class or function that is given a code, as its argument of that number or name.

    `severity` is that of the problems it makes, "" where each call says it.
    """

    place: int
    name: str
    severity: str = ""


@dataclass(frozen=True)
class Call:
    """A call in a module, the name of what is called, and the functions round it.

    `named` are the module's own names for texts.
    """

    node: ast.Call
    called: str
    around: tuple[_Function, ...]
    module: Path
    named: dict[str, ast.Constant]

    def __str__(self) -> str:
        return f"{self.module}:{self.node.lineno}: {ast.unparse(self.node)}"


def codes(folder: Path = ROOT / "memo") -> dict[str, set[str]]:
    """The codes in the code, each with the severities that its calls name.

    What has a field `code: str` is given codes, and so is a function that hands its own parameter
    on to what is given codes, for as long as there are such. Of their other calls each must name
    its code as a constant, or hand on the `.code` of an object that was made with one: else this
    raises AssertionError, for then there would be a code that no test knows of. (A name that the
    module gives to a text is a constant.)
    """
    modules = [(path, ast.parse(path.read_text("utf-8"))) for path in sorted(folder.rglob("*.py"))]
    calls = [call for path, tree in modules for call in _calls(tree, path, (), _named(tree))]
    takers: dict[str, Taker] = {}
    for path, tree in modules:
        takers |= {_key(name, path): taker for name, taker in _classes(tree)}
    while more := {key: taker for call in calls for key, taker in _hands_on(call, takers)}:
        assert more.keys().isdisjoint(takers), f"two things are called {more.keys()}"
        takers |= more
    found: dict[str, set[str]] = {}
    for call in calls:
        if taker := _taker(call, takers):
            severity = _severity(call.node) or taker.severity
            for code in _constants(call, taker):
                found.setdefault(code, set()).update({severity} - {""})
    return found


def _named(tree: ast.Module) -> dict[str, ast.Constant]:
    """What a module calls its texts, as in `_CODE = "ugyldig-dato"`."""
    return {
        ast.unparse(target): node.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
    }


def _calls(
    tree: ast.AST, path: Path, around: tuple[_Function, ...], named: dict[str, ast.Constant]
) -> Iterator[Call]:
    for node in ast.iter_child_nodes(tree):
        inside = (*around, node) if isinstance(node, _Function) else around
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name | ast.Attribute):
            name = node.func.id if isinstance(node.func, ast.Name) else node.func.attr
            yield Call(node, name, around, path, named)
        yield from _calls(node, path, inside, named)


def _classes(tree: ast.AST) -> Iterator[tuple[str, Taker]]:
    """The classes with a field `code`, which are made with one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and node.name not in TYPED:
            annotated = [part for part in node.body if isinstance(part, ast.AnnAssign)]
            fields = [ast.unparse(part).partition(" =")[0] for part in annotated]
            if "code: str" in fields:
                yield node.name, Taker(fields.index("code: str"), "code")


def _hands_on(call: Call, takers: dict[str, Taker]) -> Iterator[tuple[str, Taker]]:
    """The function that a call stands in, if it hands a parameter on and is not yet known."""
    taker = _taker(call, takers)
    code = _argument(call, taker) if taker else None
    if taker is None or not isinstance(code, ast.Name):
        return
    for function in reversed(call.around):
        names = [argument.arg for argument in (*function.args.posonlyargs, *function.args.args)]
        if code.id in names:
            place = names.index(code.id) - (names[0] in ("self", "cls"))
            made = Taker(place, code.id, _severity(call.node) or taker.severity)
            key = _key(function.name, call.module)
            known = takers.get(key)
            assert known is None or known.place == place, f"{call}: another {function.name}"
            if known is None:
                yield key, made
            return
    raise AssertionError(f"{call}: its code is not a constant")


def _constants(call: Call, taker: Taker) -> Iterator[str]:
    """The codes that the call names; none where it hands one on."""
    argument = _argument(call, taker)
    for node in [argument.body, argument.orelse] if isinstance(argument, ast.IfExp) else [argument]:
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value
        else:
            handed_on = isinstance(node, ast.Name) or (
                isinstance(node, ast.Attribute) and node.attr == "code"
            )
            assert handed_on, f"{call}: its code is not a constant"


def _argument(call: Call, taker: Taker) -> ast.expr | None:
    by_name = {keyword.arg: keyword.value for keyword in call.node.keywords}
    given = call.node.args
    found = given[taker.place] if taker.place < len(given) else by_name.get(taker.name)
    return call.named.get(found.id, found) if isinstance(found, ast.Name) else found


def _severity(node: ast.Call) -> str:
    """The severity that a call names, as in `Problem(code, Severity.ERROR, ...)`."""
    given = [*node.args, *(keyword.value for keyword in node.keywords)]
    named = [ast.unparse(part).partition("Severity.") for part in given]
    return next((after.lower() for before, dot, after in named if dot and not before), "")


def _taker(call: Call, takers: dict[str, Taker]) -> Taker | None:
    return takers.get(_key(call.called, call.module))


def _key(name: str, module: Path) -> str:
    """What a class or function is known by: one with _ before its name by its module too."""
    return f"{module} {name}" if name.startswith("_") else name
