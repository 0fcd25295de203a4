"""Reports: the object a notebook talks to, and what its ten parts show."""
