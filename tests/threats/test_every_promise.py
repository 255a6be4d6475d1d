"""Each numbered test of the design's threats.md is held by something: ``@pytest.mark.threat(NUMBER, …)`` says by what.

``pytest -m threat`` runs them all.
"""

from __future__ import annotations

import ast
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

TESTS = Path(__file__).parents[1]
PROMISES = range(1, 26)


def test_every_promise_is_held_by_a_test() -> None:
    held = defaultdict(list)
    for path in sorted(TESTS.rglob("test_*.py")):
        for name, numbers in _marked(ast.parse(path.read_text("utf-8"))):
            for number in numbers:
                held[number].append(f"{path.stem}::{name}")
    assert sorted(held) == list(PROMISES)


def _marked(module: ast.Module) -> Iterator[tuple[str, list[int]]]:
    """Name and numbers of every test that carries the mark."""
    for node in module.body:
        if isinstance(node, ast.FunctionDef) and node.name.startswith("test_"):
            for decorator in node.decorator_list:
                if isinstance(decorator, ast.Call) and ast.unparse(decorator.func) == "pytest.mark.threat":
                    yield node.name, [int(ast.literal_eval(argument)) for argument in decorator.args]
