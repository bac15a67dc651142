"""The commands ``quotes models list | download | where``: a package's name in, lines for a terminal out."""

from typing import Annotated

import typer

from quotes.cli.options import ModelDir
from quotes.cli.streams import print_lines
from quotes.parse import stanza_models

models_app = typer.Typer(no_args_is_help=True, help="The Stanza models: which there are, where they lie, fetching one.")


@models_app.command("list")
def list_models(model_dir: ModelDir = None) -> None:
    """List the packages at hand and those that Stanza offers.

    Example: quotes models list
    """
    packages = stanza_models.available(model_dir)
    width = max(len(package.name) for package in packages)
    option = "" if model_dir is None else f" --model-dir {model_dir}"
    lines = [
        f"{package.name:{width}}  "
        + (f"here, in {package.folder}" if package.complete else f"quotes models download {package.name}{option}")
        for package in packages
    ]
    if not (packages[-1].folder / "resources.json").is_file():
        lines.append("Stanza offers more; the first download brings its list.")
    print_lines(lines)


@models_app.command("download")
def download_model(name: Annotated[str, typer.Argument(help="Stanza package.")], model_dir: ModelDir = None) -> None:
    """Fetch one of Stanza's own packages; needs the network.

    Example: quotes models download default
    """
    print_lines([f"{name} lies in {stanza_models.download(name, model_dir)}"])


@models_app.command("where")
def where_models(
    name: Annotated[str, typer.Argument(help="Stanza package.")] = stanza_models.BUNDLED, model_dir: ModelDir = None
) -> None:
    """Print the folder in which a package is looked for.

    Example: quotes models where default
    """
    print_lines([str(stanza_models.model_folder(name, model_dir))])
