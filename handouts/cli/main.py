"""The command ``handouts``, and the one place where an exception becomes words and an exit code."""

from __future__ import annotations

import atexit
import gc
import importlib
import sys
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import click

from handouts import __version__
from handouts.cli.encoding import write_as_the_terminal_can
from handouts.diagnostics import HandoutsError, WrongUse
from handouts.workspace import Workspace

__all__ = ["main"]

COMMANDS = (
    "new",
    "import",
    "export",
    "list",
    "check",
    "preview",
    "translate",
    "review",
    "approve",
    "build",
    "print",
    "cancel",
    "serve",
    "user",
    "proof",
    "diff",
    "audit",
    "trace",
    "recall",
    "renew",
    "withdraw",
    "schema",
    "doctor",
)
DONE, FAILED, WRONG_USE, INTERRUPTED = 0, 1, 2, 130


class Commands(click.Group):
    """Finds a command in the module of its name, and loads it when it is used."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order of a day's work."""
        return list(COMMANDS)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command that is asked for. Raises UsageError, which names the nearest one."""
        name = args[0]
        if name in COMMANDS or name.startswith("-") or ctx.resilient_parsing:
            return super().resolve_command(ctx, args)
        near = get_close_matches(name, COMMANDS, n=1)
        hint = f"did you mean '{near[0]}'?" if near else "see handouts --help"
        raise click.UsageError(f"there is no command '{name}'; {hint}", ctx)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, or None where there is none of this name."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"handouts.cli.{cmd_name}")
        command: click.Command = module.command
        return command


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="%(prog)s %(version)s")
@click.option(
    "-C",
    "folder",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    default=Path(),
    help="The workspace; else the nearest folder upward with handouts.toml.",
)
@click.pass_context
def handouts(context: click.Context, folder: Path) -> None:
    """Turn structured content into branded patient handouts as PDF.

    \b
    Examples:
      handouts list                       what there is
      handouts check                      what is wrong with it
      handouts build                      make everything
      handouts build facial-massage -b harbour-skin
    """
    context.obj = lambda: Workspace.open(folder, date.today(), date.today)


def main() -> None:
    """Run the command line; exit with 0 done, 1 something failed, 2 wrong use, 130 interrupted."""
    write_as_the_terminal_can()
    atexit.register(gc.freeze)  # Python looks for garbage as it ends, which takes a while
    try:
        code = handouts.main(prog_name="handouts", standalone_mode=False)
        sys.exit(code if isinstance(code, int) else DONE)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except WrongUse as error:
        click.UsageError(str(error)).show()
        sys.exit(WRONG_USE)
    except HandoutsError as error:
        for diagnostic in error.diagnostics:
            click.echo(str(diagnostic), err=True)
        sys.exit(FAILED)
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        sys.exit(INTERRUPTED)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(DONE)
    except OSError as error:  # a full disk, a folder that may not be written
        click.echo(f"error: {error.filename or 'the system'}: {error.strerror or error}", err=True)
        sys.exit(FAILED)
