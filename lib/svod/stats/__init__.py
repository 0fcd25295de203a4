"""Pure functions of numbers: scoring, ranking, contribution, uncertainty, expectation; no files, no drawing."""
