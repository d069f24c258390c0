"""Asking a person at the terminal for what a new content file needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from memo.messages import Messages
from memo.problems import Problem, say

if TYPE_CHECKING:
    from memo.fields import Field
    from memo.skeleton import Keys, Skeleton


def ask(skeleton: Skeleton, messages: Messages) -> Skeleton:
    """The skeleton with an answer to each short field that is required and has none.

    Raises click.Abort where the person breaks off.
    """
    unanswered = skeleton.unanswered()
    if unanswered:
        hint = say("Enter takes what is in brackets. Ctrl-C breaks off, and nothing is written.")
        click.echo(messages.text(hint))
    for keys, field in unanswered.items():
        _explain(keys, field, skeleton, messages)
        skeleton = _answered(keys, field, skeleton, messages)
    return skeleton


def in_words(problem: Problem, messages: Messages) -> str:
    """What is wrong with an answer, and what to do, in one line."""
    help = f"; {messages.text(problem.help)}" if problem.help else ""
    return messages.text(problem.message) + help


def _explain(keys: Keys, field: Field, skeleton: Skeleton, messages: Messages) -> None:
    title = click.style((field.title or keys[-1]).removesuffix("."), bold=True)
    click.echo(f"\n{title}: {field.description}".removesuffix(": "))
    if choices := skeleton.choices(field):
        click.echo(messages.text(say("choose one of: {names}", names=", ".join(choices))))
    if field.kind == "list":
        click.echo(messages.text(say("Write one on each line; an empty line ends the list.")))


def _answered(keys: Keys, field: Field, skeleton: Skeleton, messages: Messages) -> Skeleton:
    """The skeleton with the person's answer: one that holds, or what was proposed."""
    texts: list[str] = []
    while True:
        # Only the first line proposes something; below it, Enter alone ends the list.
        proposal = skeleton.proposal(keys, field) if not texts else ""
        answer = click.prompt(
            f"  {'.'.join(keys)}", default=proposal, show_default=bool(proposal), type=str
        ).strip()
        if texts and not answer:
            return skeleton
        tried = skeleton.with_answer(keys, [*texts, answer or proposal])
        if problems := tried.problems(keys):
            for problem in problems:
                click.echo(f"  {in_words(problem, messages)}", err=True)
            continue
        skeleton, texts = tried, [*texts, answer or proposal]
        if field.kind != "list":
            return skeleton
