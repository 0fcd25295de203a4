"""Figures: an `Axes` comes in and goes out drawn. No statistic is computed here, every number is given.

`canvas.draw` turns a drawing into an SVG string; each module beside it is one kind of figure, and its `frame` gives
the size and margins which that kind needs.
"""
