"""Law 6 and the circle: what a reviewer did comes back, is built, and does nothing a second time."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from tests.laws.circle import Circle
from tests.truth import seen

SEEDS = 50
SCRIPTS = 40


@pytest.mark.parametrize("seed", range(SEEDS))
def test_what_comes_back_is_what_was_done(tmp_path: Path, seed: int) -> None:
    circle = Circle(tmp_path, seed)
    content = circle.yaml.read_bytes()
    for script in range(SCRIPTS):
        circle.random = random.Random(f"{seed} {script}")
        told, wanted = circle.review(circle.random.randint(1, 4))
        label = f"seed {seed}, script {script}: {told}"
        found = circle.run("apply", str(circle.output))
        assert found.exit_code == 0, f"{label}\n{found.output}"
        after = circle.files()
        assert circle.run("apply", str(circle.output)).exit_code == 0, label
        assert circle.files() == after, label
        circle.run("build", exit_code=0)
        assert seen(circle.output.read_bytes()) == wanted, label
        circle.yaml.write_bytes(content)
        circle.yaml.with_name("notat.gennemgang.yaml").unlink()
