"""What changed between two builds of an edition, as a page and as a workbook."""

from svod.publish.difference.book import difference_book
from svod.publish.difference.changes import Change, Difference, Kind, Spot, changes, compare
from svod.publish.difference.page import difference_page, summary

__all__ = [
    "Change",
    "Difference",
    "Kind",
    "Spot",
    "changes",
    "compare",
    "difference_book",
    "difference_page",
    "summary",
]
