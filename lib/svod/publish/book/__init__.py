"""The collection (сборник): one book of all reports of an edition, in the published order, neutral to the format."""

from svod.publish.book.assemble import read_book
from svod.publish.book.chapters import Book, Chapter
from svod.publish.book.layout import pages_of

__all__ = ["Book", "Chapter", "pages_of", "read_book"]
