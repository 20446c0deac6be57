"""The command line: one module a command, and the only place that knows Click."""

from handouts.cli.main import main

__all__ = ["main"]
