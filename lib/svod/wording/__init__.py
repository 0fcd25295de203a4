"""Russian phrases: numbers, plural forms, typography, statements made from results."""
