"""What a cell displays: immutable values that carry themselves for the browser, the terminal and every print format."""

from svod.blocks.cells import Bar, Cell, LevelMark, Places, Strip, missing
from svod.blocks.figure import Figure
from svod.blocks.mime import Block, Together, dashed
from svod.blocks.table import Column, Row, Table
from svod.blocks.text import Findings, Heading, Note, Quoted, Ref, Sentence, Text, Title, Verdict

__all__ = [
    "Bar",
    "Block",
    "Cell",
    "Column",
    "Figure",
    "Findings",
    "Heading",
    "LevelMark",
    "Note",
    "Places",
    "Quoted",
    "Ref",
    "Row",
    "Sentence",
    "Strip",
    "Table",
    "Text",
    "Title",
    "Together",
    "Verdict",
    "dashed",
    "missing",
]
