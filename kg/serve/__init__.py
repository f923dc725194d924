"""The server of a build on this machine: its site, and the SPARQL 1.1 Protocol (queries only) at /sparql.

A query is answered in a process of its own, which can be stopped: by the time limit, or when its client has gone. An
answer is complete before its first byte is sent, so what a client gets with status 200 is never a part of it.
"""
