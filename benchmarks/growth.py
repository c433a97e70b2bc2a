"""Whether time grows with the length on text made to harm: ``python -m benchmarks.growth``.

Each reader gets the same unit many times, and then four times as many: what is linear takes about four times as long,
what backtracks sixteen times or more.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from time import process_time

from benchmarks.tables import markdown
from graph_builder.reading.decode import decode
from graph_builder.reading.extract import UnreadableError
from graph_builder.reading.hypertext import read_html
from graph_builder.reading.layout import noise_lines
from graph_builder.reading.plain import read_markdown
from graph_builder.splitting import split
from graph_builder.text import SourceText

_TIMES = 4
_RUNS = 3
_BYTES = {
    read_markdown: ("- - - - ", "> > > ", "#" * 40, " #" * 20, "|" + " " * 40, "*  " * 12 + "甲"),
    read_html: ("<p><b><table><tr><td>", "</p></div>&amp", "<ol><li>甲</ol>", "<li>甲", "<td colspan=30>"),
    decode: ("\x7f-",),
}
_RUNNING = ("- " * 20 + "1", "第" + " " * 39, "12 " * 13, "示例省政报", "7", "")
_MARKS = (".", "（", "目录", "《", "年第", "2030年")


def cases() -> list[tuple[str, Callable[[int], object], int]]:
    """Name, what is done with a count of units, and the smaller count."""
    made: list[tuple[str, Callable[[int], object], int]] = []
    for reader, units in _BYTES.items():
        made += [(f"{reader.__name__} {unit[:12]!r}", _reading(reader, unit), 10_000) for unit in units]
    made.append(("noise_lines", lambda count: noise_lines(list(_RUNNING) * count), 4_000))
    made += [(f"split {unit!r}", _splitting(unit), 5_000) for unit in _MARKS]
    made.append(("split a table of contents", _table, 500))
    return made


def _reading(read: Callable[[bytes], object], unit: str) -> Callable[[int], object]:
    def run(count: int) -> object:
        with suppress(UnreadableError):
            return read(("<ol>甲" + unit * count).encode())
        return None

    return run


def _split(lines: list[str]) -> object:
    return split(SourceText("growth.txt", "growth", tuple(lines)))


def _splitting(unit: str) -> Callable[[int], object]:
    return lambda count: _split(["目录", unit * count, unit * count, "关于示例的通知", unit * count])


def _table(count: int) -> object:
    table = [f"{n}. 示例省财政厅关于示例事项{n}的通知 (示财〔2030〕{n}号) ({n})" for n in range(1, count + 1)]
    text = [
        line
        for n in range(1, count + 1)
        for line in ("示例省财政厅", f"关于示例事项{n}的通知", f"示财〔2030〕{n}号", "各市：", "请落实。", "")
    ]
    return _split(["目录", *table, "", *text])


def _least(run: Callable[[int], object], count: int) -> float:
    spent = []
    for _ in range(_RUNS):
        start = process_time()
        run(count)
        spent.append(process_time() - start)
    return min(spent)


def growth_table() -> str:
    """How many times as long :data:`_TIMES` times as much takes."""
    rows = []
    for name, run, count in cases():
        run(100)
        small, large = _least(run, count), _least(run, count * _TIMES)
        rows.append(
            [name, f"{count:,}", f"{small * 1000:.0f}", f"{large * 1000:.0f}", f"{large / max(small, 1e-3):.1f}"]
        )
    return markdown(["reader", "units", "ms", f"ms of {_TIMES} times as many", "times"], rows)


if __name__ == "__main__":
    print(growth_table())
