"""Which index answers: a list is read in the order of its index until the page is full, and not gathered by a filter and sorted."""

from __future__ import annotations

from typing import Any, TypeVar

from sqlalchemy import ColumnElement
from sqlalchemy.sql import operators
from sqlalchemy.sql.expression import UnaryExpression

T = TypeVar("T")


def unindexed(column: ColumnElement[T]) -> ColumnElement[T]:
    """The same value, by which SQLite chooses no index: the unary plus of https://sqlite.org/optoverview.html, "Disqualifying WHERE Clause
    Terms"."""
    plus: Any = operators.custom_op("+")
    return UnaryExpression(column, operator=plus, type_=column.type)
