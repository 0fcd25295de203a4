"""Svod («Свод»): notebooks that turn education-quality procedures into publishable analytical reports."""

from typing import Any

__version__ = "0.1.0"
__all__ = ["__version__", "open_report"]


def __getattr__(name: str) -> Any:
    """`svod.open_report` is the front door; it is found on first use so that `import svod` stays free."""
    if name == "open_report":
        from svod.report.open import open_report

        return open_report
    raise AttributeError(f"module 'svod' has no attribute {name!r}")
