"""The network in files that Gephi, Cytoscape, networkx and web pages read: GraphML, GEXF, node-link JSON."""

from __future__ import annotations

import io
import json
import re
from typing import Any

import networkx as nx

NO_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that XML 1.0 cannot hold; each becomes U+FFFD, so that lengths stay."""


def graphml(network: nx.MultiDiGraph) -> bytes:
    """Write GraphML."""
    out = io.BytesIO()
    nx.write_graphml(_xml_safe(network), out, encoding="utf-8", prettyprint=True)
    return out.getvalue().rstrip() + b"\n"


def gexf(network: nx.MultiDiGraph) -> bytes:
    """Write GEXF 1.2, without the day that networkx writes into it."""
    from networkx.readwrite.gexf import GEXFWriter

    writer = GEXFWriter(encoding="utf-8", prettyprint=True, version="1.2draft")
    writer.add_graph(_xml_safe(network))
    meta = writer.xml.find("meta")
    del meta.attrib["lastmodifieddate"]
    meta.find("creator").text = "litkg"
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue().rstrip() + b"\n"


def node_link(network: nx.MultiDiGraph) -> bytes:
    """Write node-link JSON, with ``nodes`` and ``edges``."""
    data = nx.node_link_data(network, edges="edges")
    return f"{json.dumps(data, ensure_ascii=False, indent=1)}\n".encode()


def _xml_safe(network: nx.MultiDiGraph) -> nx.MultiDiGraph:
    safe = nx.MultiDiGraph(**network.graph)
    for node, data in network.nodes(data=True):
        safe.add_node(node, **_safe(data))
    for source, target, key, data in network.edges(keys=True, data=True):
        safe.add_edge(source, target, key=key, **_safe(data))
    return safe


def _safe(data: dict[str, Any]) -> dict[str, Any]:
    return {name: NO_XML.sub("\ufffd", value) if isinstance(value, str) else value for name, value in data.items()}
