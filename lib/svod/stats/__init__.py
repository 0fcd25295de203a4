"""Pure functions of numbers: scoring, ranking, contribution, uncertainty, expectation. No files, no notebooks, no drawing."""
