"""Files as people break them: every one by code, one fault at a time and several together."""
