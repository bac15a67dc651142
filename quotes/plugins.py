"""The plugins that are installed in, what they register out: found by their entry points, loaded when first asked.

A plugin is a module with functions of ``quotes.hookspecs``, marked ``@hookimpl``, that its distribution names under
``[options.entry_points] quotes.plugins``. What goes wrong in it is told once, as a warning through ``logging``, and
the job goes on without it. How to write one: ``docs/plugins.md``.
"""

import functools
import logging
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Generic, Protocol, TypeVar

from pluggy import HookimplMarker, PluginManager

from quotes import hookspecs
from quotes.messages import reason_of

GROUP = "quotes.plugins"
hookimpl = HookimplMarker("quotes")
logger = logging.getLogger("quotes.plugins")


class HasName(Protocol):
    """What a plugin registers."""

    @property
    def name(self) -> str:
        """How a user calls it."""


T = TypeVar("T")
N = TypeVar("N", bound=HasName)


@dataclass(frozen=True, slots=True)
class Plugin:
    """An installed plugin: its entry point's name and module, and the distribution that brought it."""

    name: str
    module: str
    distribution: str
    version: str

    def problem(self, what: str) -> str:
        """One line that says what is wrong with the plugin, and what to do."""
        return (
            f"plugin {self.name} {self.version}: {what}; "
            f"update it, or take it away with: pip uninstall {self.distribution}"
        )

    def tell(self, place: str, what: str) -> None:
        """Warn of what is wrong at one place of the plugin; a second time nothing is said of that place."""
        if (self, place) not in _told:
            _told.add((self, place))
            logger.warning("%s", self.problem(f"{place} {what}"))


_told: set[tuple[Plugin, str]] = set()


@dataclass(frozen=True, slots=True)
class Registered(Generic[N]):
    """A thing and the plugin that registered it."""

    plugin: Plugin
    thing: N

    def all_of(self, call: Callable[[], Iterable[T]]) -> list[T]:
        """What ``call``, which runs code of the plugin, gives; nothing where it raises, which is told."""
        try:
            return list(call())
        # A stranger's code may fail in any way, and must not end a job of thousands.
        except Exception as error:
            self.plugin.tell(f"“{self.thing.name}”", f"raises {reason_of(error)}")
            return []


def installed() -> tuple[Plugin, ...]:
    """The plugins at hand, by name; none of them is loaded."""
    return tuple(plugin for plugin, _ in _found())


def plugin_versions() -> dict[str, str]:
    """``plugin NAME`` → version of each plugin at hand: what a result depends on besides the toolkit."""
    return {f"plugin {plugin.name}": plugin.version for plugin in installed()}


def registered(hook: str, kind: type[N]) -> tuple[Registered[N], ...]:
    """All that the plugins give for a hook of ``quotes.hookspecs``, in the order of their names."""
    return _registered(hook, kind)


def by_name(found: Iterable[Registered[N]], taken: Collection[str]) -> dict[str, Registered[N]]:
    """Those of ``found`` by their names; of two the first, and none of a name that is ``taken`` by our own."""
    named: dict[str, Registered[N]] = {}
    for one in found:
        if one.thing.name in taken or one.thing.name in named:
            one.plugin.tell(f"“{one.thing.name}”", "has a name that is taken already and is left out")
        else:
            named[one.thing.name] = one
    return named


def check_share(name: str, right: float) -> None:
    """Raise ValueError where the share ``right`` that a thing states is none."""
    if not 0 < right <= 1:
        raise ValueError(
            f"“{name}” states right = {right}; give the share of its finds that are right, above 0 up to 1"
        )


def is_troubled(plugin: Plugin) -> bool:
    """Whether something has been told that is wrong with a plugin."""
    return any(told == plugin for told, _ in _told)


@functools.cache
def _found() -> tuple[tuple[Plugin, EntryPoint], ...]:
    found = []
    for entry in entry_points(group=GROUP):
        made_by = entry.dist
        name, version = (made_by.name, made_by.version) if made_by else (entry.module, "of unknown version")
        found.append((Plugin(entry.name, entry.value, name, version), entry))
    return tuple(sorted(found, key=lambda pair: (pair[0].name, pair[0].distribution)))


@functools.cache
def _manager() -> PluginManager:
    """The manager with all plugins that load."""
    manager = PluginManager("quotes")
    manager.add_hookspecs(hookspecs)
    for plugin, entry in _found():
        try:
            module = entry.load()
            manager.register(module, _key(plugin))
            manager.check_pending()  # a function of a name that is no hook
        except Exception as error:
            plugin.tell("the plugin", f"does not load ({reason_of(error)})")
            if manager.has_plugin(_key(plugin)):
                manager.unregister(name=_key(plugin))
    return manager


def _key(plugin: Plugin) -> str:
    return f"{plugin.distribution}/{plugin.name}"


@functools.cache
def _registered(hook: str, kind: type[Any]) -> tuple[Registered[Any], ...]:
    if not _found():
        return ()
    functions = {of.plugin_name: of.function for of in getattr(_manager().hook, hook).get_hookimpls()}
    things = []
    for plugin in installed():
        if _key(plugin) not in functions:
            continue
        try:
            given = list(functions[_key(plugin)]())
        except Exception as error:
            plugin.tell(f"{hook}()", f"raises {reason_of(error)}")
            continue
        for thing in given:
            if isinstance(thing, kind):
                things.append(Registered(plugin, thing))
            else:
                plugin.tell(f"{hook}()", f"gives a {type(thing).__name__}, which is no {kind.__name__}")
    return tuple(things)
