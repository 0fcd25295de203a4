"""Workbooks for Excel: a report with one table a sheet, and the ratings of a whole edition."""

from svod.publish.xlsx.book import write_xlsx
from svod.publish.xlsx.ratings import write_ratings

__all__ = ["write_ratings", "write_xlsx"]
