"""Pictures that no plug-in may draw, and one that it may; the web application is tried with the same."""

HOSTILE = {
    "a script": "<svg><script>alert(1)</script></svg>",
    "a script of its own space": '<svg xmlns:s="http://www.w3.org/2000/svg"><s:script/></svg>',
    "HTML": "<svg><foreignObject><b>x</b></foreignObject></svg>",
    "HTML in its own space": '<svg><b xmlns="http://www.w3.org/1999/xhtml">x</b></svg>',
    "an image from elsewhere": '<svg><image href="https://evil.example/a.png"/></svg>',
    "an image as data": '<svg><image href="data:image/png;base64,AAAA"/></svg>',
    "a link": '<svg><a href="javascript:alert(1)"><text>x</text></a></svg>',
    "a copy of something": '<svg><use href="#x"/></svg>',
    "an old link": '<svg xmlns:xlink="http://www.w3.org/1999/xlink"><rect xlink:href="https://evil.example"/></svg>',
    "what happens on load": '<svg onload="alert(1)"/>',
    "what happens on a click": '<svg><rect onclick="alert(1)"/></svg>',
    "a style": "<svg><style>*{fill:url(https://evil.example)}</style></svg>",
    "a style of one mark": '<svg><rect style="fill:url(https://evil.example)"/></svg>',
    "a class": '<svg><rect class="fixed inset-0"/></svg>',
    "paint from elsewhere": '<svg><rect fill="url(https://evil.example/#a)"/></svg>',
    "paint in capitals": '<svg><rect fill="URL(//evil.example)"/></svg>',
    "paint by escapes": '<svg><rect fill="\\75rl(#a)"/></svg>',
    "a reference where none may be": '<svg><rect transform="url(#a)"/></svg>',
    "a cursor": '<svg><rect cursor="url(https://evil.example/c.cur)"/></svg>',
    "a filter": '<svg><filter id="f"><feImage href="https://evil.example"/></filter></svg>',
    "something that moves": '<svg><rect><animate attributeName="href" to="javascript:alert(1)"/></rect></svg>',
    "a setter": '<svg><set attributeName="onclick" to="alert(1)"/></svg>',
    "a font": '<svg><text font-family="x">x</text></svg>',
    "an entity": '<!DOCTYPE svg [<!ENTITY a "aaaa">]><svg><text>&a;</text></svg>',
    "a bomb": '<!DOCTYPE svg [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><svg><text>&b;</text></svg>',
    "a comment": "<svg><!-- x --></svg>",
    "an instruction": '<?xml-stylesheet href="https://evil.example"?><svg/>',
    "characters in a section": "<svg><text><![CDATA[<script>]]></text></svg>",
    "no SVG": "<html><script>alert(1)</script></html>",
    "SVG of another space": '<svg xmlns="https://evil.example/svg"/>',
    "two roots": "<svg/><svg/>",
    "half a picture": "<svg><rect>",
    "nothing": "",
    "words": "a picture",
    "a row that there is not": '<svg><rect data-row="3"/></svg>',
    "a row that is none": '<svg><rect data-row="-1"/></svg>',
    "a row in other digits": '<svg><rect data-row="\u0661"/></svg>',
    "a name with spaces": '<svg><g id="a b"/></svg>',
    "a name that is none": '<svg><g id="1"/></svg>',
    "another attribute": '<svg><rect data-tile="x"/></svg>',
    "an attribute of a space": '<svg><rect xml:base="https://evil.example"/></svg>',
}

INERT = (
    '<svg><defs><linearGradient id="warm"><stop offset="0" stop-color="#ff0000"></stop></linearGradient></defs>'
    '<g transform="translate(1, -2.5e3) rotate(45)" data-row="2"><title>West &amp; East</title>'
    '<circle cx="1" cy="2" r="3" fill="url(#warm)"></circle></g></svg>'
)
