"""The command ``quotes plugins``: the plugins that are installed in, what they register and whether it works out."""

import typer

from quotes.cli.streams import print_lines
from quotes.plugins import installed, is_troubled


def plugins() -> None:
    """List the installed plugins with all that they add, and try the example of each thing.

    Exit status 1 where an example fails or a plugin does not load.

    Example: quotes plugins
    """
    found = installed()
    if not found:
        print_lines(["No plugins are installed; docs/plugins.md tells how to write one."])
        return
    # What the examples need, the models among it, is loaded only where there are any.
    from quotes.cli.plugin_examples import tried

    outcomes = tried()
    lines = []
    for plugin in found:
        lines.append(f"{plugin.name} {plugin.version}: {plugin.module}, of {plugin.distribution}")
        own = [outcome for outcome in outcomes if outcome.plugin == plugin]
        lines += [f"  {one.kind} {one.name}: {f'FAILS, {one.problem}' if one.problem else 'passes'}" for one in own]
        if not own:
            lines.append("  adds nothing")
    print_lines(lines)
    if any(one.problem for one in outcomes) or any(map(is_troubled, found)):
        raise typer.Exit(1)
