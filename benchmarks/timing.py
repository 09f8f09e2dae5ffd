"""Time two ways to the same result and print how they compare."""

from collections.abc import Callable
from time import perf_counter
from typing import Any


def timed(task: Callable[[], Any]) -> tuple[float, Any]:
    """Run a task once and return the seconds it took and its result."""
    start = perf_counter()
    result = task()
    return perf_counter() - start, result


def report(task: str, seconds: float, other: str, other_seconds: float) -> None:
    """Print one line: a task, its seconds, those of the other way, and their ratio."""
    ratio = other_seconds / seconds
    print(f"{task:<48}{seconds:9.2f} s   {other:<44}{other_seconds:9.2f} s   ratio {ratio:8.2f}", flush=True)
