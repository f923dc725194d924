"""The Model Context Protocol: a build as tools that an assistant on this machine can call, read-only and bounded."""
