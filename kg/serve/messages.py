"""What the server and the processes that answer queries say to each other, over pipes."""

from __future__ import annotations

import json
import struct
from collections.abc import Sequence
from dataclasses import asdict, dataclass

# An answer is MEDIA, DATA …, END; REFUSED may take the place of each of these, and then what came before is void.
READY, FAULT, MEDIA, DATA, END, REFUSED = b"R", b"F", b"M", b"D", b"E", b"X"
HEAD = struct.Struct(">cI")  # of a message: its kind, and how many bytes follow


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may take: seconds and rows; ``workers`` is how many run at once."""

    seconds: float = 30.0
    rows: int = 100_000
    workers: int = 2


@dataclass(frozen=True, slots=True)
class Question:
    """A query with the media types its answer may have; an empty one: the client takes none of that kind.

    ``table`` is for SELECT and ASK, ``graph`` for CONSTRUCT and DESCRIBE. The graphs, when there are any, are the
    dataset, whatever the query says of it.
    """

    sparql: str
    table: str
    graph: str
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()

    def line(self) -> bytes:
        r"""Write the question as one line.

        >>> question = Question("ASK {}\n", "text/csv", "", ("urn:a",))
        >>> Question.of(question.line()) == question
        True
        """
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def of(cls, line: bytes) -> Question:
        """Read a question from its line."""
        read = json.loads(line)
        return cls(
            read["sparql"], read["table"], read["graph"], tuple(read["default_graphs"]), tuple(read["named_graphs"])
        )


class RefusedError(Exception):
    """A query that is not answered: the HTTP status, why in one line, and whether it may be answered later."""

    def __init__(self, status: int, why: str, later: bool = False) -> None:
        super().__init__(" ".join(why.split()))
        self.status, self.later = status, later


def message(kind: bytes, content: bytes = b"") -> bytes:
    r"""Write one message.

    >>> message(END)
    b'E\x00\x00\x00\x00'
    """
    return HEAD.pack(kind, len(content)) + content


def message_of(kind: bytes, *values: Sequence[str] | str | int) -> bytes:
    """Write a message whose content is JSON."""
    return message(kind, json.dumps(values).encode())
