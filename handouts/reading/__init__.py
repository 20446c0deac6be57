"""YAML with places, safe and fast; one way in for every YAML file."""

from handouts.reading.constraints import Doc, Length, OneOrMany, Pattern, Range, Tagged
from handouts.reading.decode import decode
from handouts.reading.nodes import Map, Node, Scalar, Seq, Text, kind
from handouts.reading.schema import json_schema
from handouts.reading.shapes import extras_of
from handouts.reading.yaml import parse_yaml, read_yaml

__all__ = [
    "Doc",
    "Length",
    "Map",
    "Node",
    "OneOrMany",
    "Pattern",
    "Range",
    "Scalar",
    "Seq",
    "Tagged",
    "Text",
    "decode",
    "extras_of",
    "json_schema",
    "kind",
    "parse_yaml",
    "read_yaml",
]
