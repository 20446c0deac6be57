"""``handouts user``: who may sign in at the desk."""

from __future__ import annotations

import sys
from pathlib import Path

import click

ROLES = ("desk", "author", "approver", "admin")


@click.group("user")
@click.option(
    "--accounts",
    type=click.Path(file_okay=False, path_type=Path),
    metavar="FOLDER",
    help="Where accounts are kept; else ~/.config/handouts.",
)
@click.pass_context
def command(context: click.Context, accounts: Path | None) -> None:
    """Say who may sign in at the desk of `handouts serve`.

    Accounts stand in a file that only you may read, outside the workspace, so that they never get
    into version control.

    \b
    Examples:
      handouts user add "Front desk" --role desk
      handouts user add "Ann Example" --role approver --title "Clinical lead"
      handouts user list
      handouts user remove "Ann Example"
    """
    context.obj = accounts


@command.command("add")
@click.argument("name")
@click.option(
    "--role",
    "roles",
    type=click.Choice(ROLES),
    multiple=True,
    required=True,
    help="What they may do; can be given again.",
)
@click.option(
    "--title",
    default="",
    metavar="TITLE",
    help="In which role they approve texts, as 'Clinical lead'; needed by who approves.",
)
@click.pass_obj
def add(accounts: Path | None, name: str, roles: tuple[str, ...], title: str) -> int:
    """Add an account, or give one another password and roles.

    The password is asked for, or read as one line from stdin. A role that is taken away is gone at
    once, without a restart.

    \b
    Examples:
      handouts user add "Front desk" --role desk
      handouts user add "Ann Example" --role author --role approver --title "Clinical lead"
    """
    from handouts.web import Accounts, accounts_folder

    if sys.stdin.isatty():
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    else:
        password = sys.stdin.readline().rstrip("\r\n")
    there = Accounts(accounts or accounts_folder())
    there.add(name, [role for role in there.roles if role in roles], password, title)
    click.echo(f"'{name}' may sign in, as {', '.join(roles)}", err=True)
    return 0


@command.command("list")
@click.pass_obj
def list_(accounts: Path | None) -> int:
    """List the accounts, and their roles.

    \b
    Examples:
      handouts user list
    """
    from handouts.web import Accounts, accounts_folder

    for account in Accounts(accounts or accounts_folder()).read().values():
        titled = f", {account.title}" if account.title else ""
        click.echo(f"{account.name:32} {', '.join(sorted(account.roles))}{titled}")
    return 0


@command.command("remove")
@click.argument("name")
@click.pass_obj
def remove(accounts: Path | None, name: str) -> int:
    """Remove an account.

    \b
    Examples:
      handouts user remove "Ann Example"
    """
    from handouts.web import Accounts, accounts_folder

    if not Accounts(accounts or accounts_folder()).remove(name):
        raise click.UsageError(f"there is no account '{name}'; see handouts user list")
    return 0
