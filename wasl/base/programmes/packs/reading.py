"""From a folder of YAML files to sections that remember their lines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from wasl.base.programmes.packs.faults import Fault, PackFaults, Where

LARGEST_FILE = 1_000_000


@dataclass(frozen=True)
class Part:
    """One section as written: its value (plain data, decimals instead of floats) and the line of each path."""

    name: str
    file: str
    value: Any
    lines: dict[Where, int] = field(default_factory=dict)

    def line(self, at: Where) -> int:
        """The line of a path inside the section, or of the nearest part of it that was written."""
        for length in range(len(at), -1, -1):
            if at[:length] in self.lines:
                return self.lines[at[:length]]
        return 1

    def fault(self, message: str, at: Where = ()) -> Fault:
        return Fault(self.file, self.line(at), message)


def read_folder(folder: Path) -> dict[str, Part]:
    """The sections of a pack by name. Raises PackFaults for unreadable files and sections written twice."""
    faults: list[Fault] = []
    parts: dict[str, Part] = {}
    files = sorted(folder.glob("*.yaml")) if folder.is_dir() else []
    if not files:
        raise PackFaults([Fault(folder.name, 0, _("no YAML file in this folder"))])
    for path in files:
        for part in _read_file(path, faults):
            if part.name in parts:
                message = _("section %(name)s already stands in %(file)s") % {
                    "name": part.name,
                    "file": parts[part.name].file,
                }
                faults.append(part.fault(message))
            else:
                parts[part.name] = part
    if faults:
        raise PackFaults(faults)
    return parts


def _read_file(path: Path, faults: list[Fault]) -> list[Part]:
    if path.stat().st_size > LARGEST_FILE:
        faults.append(Fault(path.name, 0, _("this file is too large for a pack")))
        return []
    try:
        text = path.read_text(encoding="utf-8")
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent):
                line = event.start_mark.line + 1 if event.start_mark else 0
                faults.append(Fault(path.name, line, _("aliases are not read in packs")))
                return []
        loader = yaml.SafeLoader(text)
        node = loader.get_single_node()
        return _sections(loader, node, path.name, faults) if node is not None else []
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        faults.append(Fault(path.name, mark.line + 1 if mark else 0, str(error.problem or error.context)))
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        faults.append(Fault(path.name, 0, str(error)))
    return []


def _sections(loader: yaml.SafeLoader, node: Node, file: str, faults: list[Fault]) -> list[Part]:
    if not isinstance(node, MappingNode):
        faults.append(Fault(file, 1, _("a pack file is a list of named sections")))
        return []
    parts = []
    for key, value in node.value:
        lines: dict[Where, int] = {(): key.start_mark.line + 1}

        def note(at: Where, found: Node, lines: dict[Where, int] = lines) -> None:
            lines[at] = found.start_mark.line + 1

        def fault(found: Node, message: str) -> None:
            faults.append(Fault(file, found.start_mark.line + 1, message))

        plain = _plain(loader, value, (), note, fault)
        lines[()] = key.start_mark.line + 1
        parts.append(Part(str(key.value), file, plain, lines))
    return parts


def _plain(
    loader: yaml.SafeLoader,
    node: Node,
    at: Where,
    note: Callable[[Where, Node], None],
    fault: Callable[[Node, str], None],
) -> Any:
    note(at, node)
    if isinstance(node, MappingNode):
        found: dict[str, Any] = {}
        for key, value in node.value:
            name = str(key.value)
            if name in found:
                fault(key, _("%(name)s is written twice") % {"name": name})
            found[name] = _plain(loader, value, (*at, name), note, fault)
            note((*at, name), key)
        return found
    if isinstance(node, SequenceNode):
        return [_plain(loader, value, (*at, number), note, fault) for number, value in enumerate(node.value)]
    return _scalar(loader, node, fault)


def _scalar(loader: yaml.SafeLoader, node: Node, fault: Callable[[Node, str], None]) -> Any:
    if isinstance(node, ScalarNode) and node.tag == "tag:yaml.org,2002:float":
        try:
            return Decimal(node.value.replace("_", ""))
        except ArithmeticError:
            fault(node, _("%(value)s is not a number") % {"value": node.value})
            return None
    try:
        return loader.construct_object(node, deep=True)
    except (yaml.YAMLError, ValueError) as error:
        fault(node, str(getattr(error, "problem", None) or error))
        return None
