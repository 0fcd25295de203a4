"""A report, or a collection of them, as PDF: one Typst template, the contents of blocks as its data."""

from svod.publish.pdf.document import Chapter, Front, write_chapters, write_pdf

__all__ = ["Chapter", "Front", "write_chapters", "write_pdf"]
