"""Apache Jena's command line, as Debian packs it."""

import glob
import os
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

JARS = (
    "jena-*.jar commons-*.jar slf4j-api.jar slf4j-simple.jar thrift.jar jackson-*.jar titanium-json-ld.jar "
    "jakarta.json-api.jar dexx.collection.jar gson.jar protobuf.jar jsonld-java.jar httpc*.jar guava.jar"
)


def jena_in(folder: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Make what runs Jena's commands. Debian's jar looks for its parser's messages where it does not hold them."""
    jars = sorted({path for name in JARS.split() for path in glob.glob(f"/usr/share/java/{name}")})
    core = Path("/usr/share/java/jena-core.jar")
    if shutil.which("java") is None or not core.is_file():
        pytest.skip("no Jena here; libapache-jena-java and default-jre-headless bring it")
    inside = "org/apache/jena/ext/"
    with zipfile.ZipFile(core) as archive:
        for name in archive.namelist():
            if name.startswith(f"{inside}xerces/") and not name.endswith((".class", "/")):
                target = folder / name.removeprefix(inside)
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(archive.read(name))

    def run(*command: str | Path) -> subprocess.CompletedProcess[str]:
        line = ["java", "-cp", os.pathsep.join([str(folder), *jars]), *(str(part) for part in command)]
        return subprocess.run(line, capture_output=True, text=True, check=False)

    return run
