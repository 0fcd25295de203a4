from __future__ import annotations

from xml.etree import ElementTree

from svod.figures.svg import Writer, inline

HEAD = """<?xml version="1.0" encoding="utf-8" standalone="no"?>
<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">
<svg xmlns:xlink="http://www.w3.org/1999/xlink" width="72pt" height="36pt" viewBox="0 0 72 36"
 xmlns="http://www.w3.org/2000/svg" version="1.1">
<metadata>who made it</metadata><defs><style type="text/css">*{stroke-linejoin: round}</style></defs>"""


def body(inside: str) -> str:
    """Rewrite a figure and return what stands between its outer tags."""
    return inline(f"{HEAD}{inside}</svg>", "ris-1").partition(">")[2].removesuffix("</svg>")


def test_the_head_keeps_the_view_and_gives_a_size_in_pixels():
    head = inline(f"{HEAD}<!-- a note --></svg>", "ris-1")
    assert head.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 72 36" width="96" height="48" style="')
    assert head.endswith('sans-serif;stroke-linejoin:round"/>')


def test_groups_that_only_group_go_and_what_draws_nothing_too():
    assert body('<g id="a"><g id="b"><path d="M 0 0 \nL 1.23456 2 \nz" style="fill: #ffffff"/></g></g>') == (
        '<path d="M0 0L1.23 2z" style="fill:#ffffff"/>'
    )
    assert body('<g id="patch_1"><path d="M 0 0 L 1 1" style="fill: none"/></g>') == ""


def test_neighbours_of_one_look_share_it():
    text = '<text style="font-size: 9px; font-family: \'PT Sans\'; fill: #123456" x="{}" y="1.005">{}</text>'
    assert body(text.format(1, "а") + text.format(2, "б")) == (
        '<text style="font-size:9px;fill:#123456"><tspan x="1" y="1">а</tspan><tspan x="2" y="1">б</tspan></text>'
    )
    path = '<path d="M {} 0 L 1 1" style="{}"/>'
    assert body(path.format(0, "stroke: #111111") + path.format(5, "stroke: #111111")) == (
        '<path d="M0 0L1 1M5 0L1 1" style="stroke:#111111"/>'
    )
    assert body(path.format(0, "stroke: #111111") + path.format(5, "stroke: #222222")).count("<path") == 2


def test_what_can_be_seen_through_is_not_merged_into_one_path():
    path = '<path d="M {} 0 L 1 1" style="stroke: #111111; stroke-opacity: 0.4"/>'
    assert body(path.format(0) + path.format(5)) == (
        '<g style="stroke:#111111;stroke-opacity:0.4"><path d="M0 0L1 1"/><path d="M5 0L1 1"/></g>'
    )
    path = path.replace("stroke-opacity", "opacity")
    assert "<g" not in body(path.format(0) + path.format(5))


def test_links_to_one_place_become_one():
    link = '<g><a xlink:href="{}" target="_blank"><text x="1" y="1">{}</text></a></g>'
    assert body(link.format("a.html", "имя") + link.format("a.html", "75") + link.format("b.html", "&amp;")) == (
        '<a href="a.html" style="text-decoration:none">'
        '<text><tspan x="1" y="1">имя</tspan><tspan x="1" y="1">75</tspan></text></a>'
        '<a href="b.html" style="text-decoration:none"><text x="1" y="1">&amp;</text></a>'
    )


def test_only_ids_that_are_referred_to_stay_under_the_name_of_the_figure():
    inside = (
        '<defs><path id="m1" d="M 0 0 L 1 1"/></defs><use xlink:href="#m1" x="1" y="1" style="fill: #111111"/>'
        '<path id="lost" d="M 0 0 L 1 1" clip-path="url(#c1)"/>'
        '<defs><clipPath id="c1"><rect x="0" y="0"/></clipPath></defs>'
    )
    assert body(inside) == (
        '<defs><path d="M0 0L1 1" id="ris-1-1"/></defs><use href="#ris-1-1" x="1" y="1" style="fill:#111111"/>'
        '<path d="M0 0L1 1" clip-path="url(#ris-1-2)"/>'
        '<defs><clipPath id="ris-1-2"><rect x="0" y="0"/></clipPath></defs>'
    )


def test_what_is_written_to_a_tree_reads_as_what_is_written_to_a_file():
    writer = Writer()
    outer = writer.start("svg", viewBox="0 0 72 36", attrib={"xmlns:xlink": "http://www.w3.org/1999/xlink"}, id=None)
    writer.comment("a note")
    writer.start("a", attrib={"xlink:href": "b.html"}, target="")
    writer.element("text", "«ёлочки» & <б>", attrib={"x": "1.005", "style": "font-size: 9px"})
    writer.start("g", id="lost")
    writer.close(outer)
    found = writer.root()
    assert found.attrib == {"viewBox": "0 0 72 36", "xmlns:xlink": "http://www.w3.org/1999/xlink"}
    text = ElementTree.tostring(found, "unicode").replace("svg ", 'svg xmlns="http://www.w3.org/2000/svg" ', 1)
    assert inline(found, "ris-1") == inline(text, "ris-1")
    assert '<text x="1" style="font-size:9px">«ёлочки» &amp; &lt;б&gt;</text>' in inline(found, "ris-1")
