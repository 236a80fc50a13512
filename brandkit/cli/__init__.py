"""The commands: a table of contents, and the one place where errors are shown."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from gettext import gettext
from importlib import import_module
from keyword import iskeyword

import click

from brandkit.cli.speaking import Group
from brandkit.core.saying import _
from brandkit.errors import BrandkitError
from brandkit.words import catalogue, language_at, said, speaking, spoken

COMMANDS = {
    "start": (
        "board",
        "Begin on a page in the browser: three questions, a first plan, a first interview.",
    ),
    "init": ("starting", "Begin a workspace: a brand, a calendar, room for drafts."),
    "plan": ("plan", "Fill the open slots of the coming weeks and write a draft for each."),
    "board": ("board", "Show the plan in the browser: calendar, drafts, ideas, themes, habits."),
    "why": ("why", "Say why a theme stands where it does, and who else wanted the slot."),
    "agenda": ("agenda", "Show what is coming, and what was missed."),
    "check": ("checking", "Say what should be mended before a piece goes out."),
    "preview": ("checking", "Show a piece as its channel will show it."),
    "copy": ("out", "Take the final text of a piece, as its channel shows it."),
    "ready": ("out", "Say that a piece is finished and waits for its day."),
    "publish": ("out", "Record that a piece is out; its file moves to published/."),
    "reopen": ("out", "Take a piece back: it is a draft again, with all its words."),
    "done": ("doing", "Say that a task of a habit is done, and in a few words what was said."),
    "open": ("opening", "Open the pages of those a task is about, one after the other."),
    "new": ("new", "Begin a piece that nobody planned, today."),
    "record": ("recording", "Keep something that is out already and was never planned."),
    "adapt": ("adapting", "Say a piece on another channel too, in the shape that this has."),
    "import": ("importing", "Bring what you published elsewhere into the record."),
    "label": ("labelling", "Say what published pieces are about; the plan counts them so."),
    "themes": ("themes", "Compare what you published with what you say you are about."),
    "outcome": ("outcomes", "Keep what came of a piece, in one line."),
    "write": ("write", "Answer the questions of a draft; the piece is made of your answers."),
    "show": ("entries", "Show a draft."),
    "edit": ("entries", "Open a draft in your editor."),
    "move": ("moving", "Move a draft to another day."),
    "skip": ("moving", "Leave a slot out; it stays closed."),
    "idea": ("ideas", "Keep what is worth writing about, with no date."),
    "people": ("people", "Keep notes on people, and say when you last spoke."),
    "favour": ("favours", "Keep favours both ways, until they are thanked for and returned."),
    "intro": ("intros", "Bring people together, with the consent of both."),
    "group": ("groups", "Keep the associations you belong to, and what you give there."),
    "ask": ("in_need", "Find who can help with something, and ask so that a no is easy."),
    "habits": ("habits", "Show the habits that are on, the evidence of each, and the next step."),
    "feed": ("feeds", "Follow feeds: your own extend the record, those of others give ideas."),
    "material": ("materials", "Keep short true stories, numbers, myths and phrases of your own."),
    "remind": ("remind", "Remind of what is to be written, published, answered, until it is."),
    "calendar": (
        "calendars",
        "Show the plan in your own calendar, and take from it what the plan should know.",
    ),
    "completion": ("completing", "Print what makes a shell complete commands and entries."),
    "templates": ("templates", "Show the formats, what they ask, and how they read."),
}


NAMES = {"open": "open_links"}
"""Commands whose function is called otherwise, for Python has a meaning of its own for them."""


class Contents(Group):
    """Commands that are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"brandkit.cli.{COMMANDS[cmd_name][0]}")
        name = NAMES.get(cmd_name) or (f"{cmd_name}_" if iskeyword(cmd_name) else cmd_name)
        command: click.Command = getattr(module, name)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section(gettext("Commands")):
            find = catalogue(spoken()).gettext
            formatter.write_dl([(name, find(text)) for name, (_, text) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in COMMANDS and not args[0].startswith("-"):
            from brandkit.core.problems import nearest

            hint = nearest(args[0], COMMANDS)
            raise click.UsageError(
                _("There is no command {word!r}{hint}", word=args[0], hint=hint), ctx
            )
        return super().resolve_command(ctx, args)


@click.group(
    cls=Contents,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Example: brandkit init my-brand, then in that folder: brandkit plan",
)
@click.option("-C", "folder", default=".", metavar="DIR", help="Work in DIR instead of here.")
@click.option(
    "--now",
    default=None,
    metavar="MOMENT",
    help="Take MOMENT for the present, like 2026-12-01T09:00.",
)
@click.option("--json", "as_json", is_flag=True, help="Today, in JSON.")
@click.version_option(None, "--version", package_name="brandkit", message="brandkit %(version)s")
@click.pass_context
def cli(ctx: click.Context, folder: str, now: str | None, as_json: bool) -> None:
    """An editorial calendar for professionals: themes, plan, drafts, in plain text.

    Without a command, brandkit shows today: one thing that takes ten minutes, then the rest.
    """
    from brandkit.cli.desk import Desk

    desk = ctx.obj = Desk(folder, now)
    if ctx.invoked_subcommand is None:
        from brandkit.cli.today import show_today

        show_today(desk, as_json=as_json)


def run(args: Sequence[str]) -> int:
    """Run the command line *args*; the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
    with speaking(language_at(_folder(args))):
        return _run(args)


def _folder(args: Sequence[str]) -> str:
    """The folder that `-C` names, before anything else of *args* is understood."""
    for n, arg in enumerate(args):
        if arg == "-C":
            return args[n + 1] if n + 1 < len(args) else "."
        if arg.startswith("-C"):
            return arg[2:]
        if arg in COMMANDS:
            break
    return "."


def _run(args: Sequence[str]) -> int:
    try:
        code = cli.main(list(args), prog_name="brandkit", standalone_mode=False)
        sys.stdout.flush()
    except click.exceptions.Exit as stop:
        return stop.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo(said(_("Interrupted.")), err=True)
        return 130
    except click.ClickException as error:
        vars(error)["message"] = said(error.message)
        error.show()
        return error.exit_code
    except BrandkitError as error:
        click.echo("\n".join(map(said, (error.message, *error.details))), err=True)
        return error.code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code if isinstance(code, int) else 0
