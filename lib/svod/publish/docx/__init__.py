"""Word: the contents of blocks as a document with native headings, tables, captions and lists."""

from svod.publish.docx.report import write_docx, write_docx_book

__all__ = ["write_docx", "write_docx_book"]
