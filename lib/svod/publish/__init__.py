"""Pages from executed notebooks and from the whole edition: one shell, one sheet, no request to any network."""

from svod.publish.about import BuildFacts, about_page, build_facts
from svod.publish.home import home_page
from svod.publish.page import PageExporter

__all__ = ["BuildFacts", "PageExporter", "about_page", "build_facts", "home_page"]
