"""Data as classic scripts: pages opened from a folder may load nothing else."""

from __future__ import annotations

import json


def escaped_json(data: object) -> str:
    r"""Write JSON that is safe within a script, whatever the texts in it.

    >>> print(escaped_json("</script>"))
    "\u003c/script\u003e"
    """
    written = json.dumps(data, ensure_ascii=True, sort_keys=True, separators=(",", ":"))
    return written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def pushed(name: str, data: object) -> str:
    r"""Write a script that puts data at the end of a global list, so that parts may come in any order.

    >>> pushed("litkgParts", [1])
    '(self.litkgParts=self.litkgParts||[]).push([1]);\n'
    """
    return f"(self.{name}=self.{name}||[]).push({escaped_json(data)});\n"
