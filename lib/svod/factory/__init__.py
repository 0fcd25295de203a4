"""From parameters to pages: what to run, one document at a time, a whole edition."""
