"""A real S3 server for tests: moto's, in a process of its own on this machine's loopback."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from s3fs import S3FileSystem

SECRET = "a-secret-key"
ANNOUNCED = re.compile(r"Running on (http://127\.0\.0\.1:\d+)")


@dataclass(frozen=True)
class Server:
    """A server that runs."""

    url: str
    pid: int

    @property
    def environment(self) -> dict[str, str]:
        """What leads to it, and lets in; a server that does not answer is given up at once."""
        return {
            "AWS_ENDPOINT_URL": self.url,
            "AWS_ACCESS_KEY_ID": "a-key",
            "AWS_SECRET_ACCESS_KEY": SECRET,
            "AWS_DEFAULT_REGION": "us-east-1",
            "AWS_MAX_ATTEMPTS": "1",
        }


@contextmanager
def serving() -> Iterator[Server]:
    """Run a server."""
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stderr is not None
            said = ""
            while not (found := ANNOUNCED.search(said)):
                line = process.stderr.readline()
                assert line, f"the server did not start: {said}"
                said += line
            yield Server(found[1], process.pid)
        finally:
            process.kill()


def store() -> Any:
    """Return the store that the environment leads to, as fsspec sees it; all begin with it anew."""
    S3FileSystem.clear_instance_cache()
    return S3FileSystem()
