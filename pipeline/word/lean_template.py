"""Makes the template of our own documents, `template.docx`: only what is used, nothing of a stock template's past.

`python -m pipeline.word.lean_template` writes it anew. It is made with python-docx once and committed; writing a
document only opens the result.
"""

from __future__ import annotations

import io
from collections.abc import Iterable
from pathlib import Path

import docx
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement
from lxml.etree import _Element

from pipeline.word.package import open_package, write_package
from pipeline.word.xml_parts import W

TARGET = Path(__file__).with_name("template.docx")

_FONT = "Arial"  # on every desktop, or metrically the same as Liberation Sans
_INK = "1F3864"  # headings and labels: 11.6 to 1 on white
_BAR = "8EAADB"
_TINT = "F3F6FB"
_GREY = "595959"  # 7.0 to 1 on white

_DEFAULTS = f"""
<w:docDefaults xmlns:w="{W}">
  <w:rPrDefault><w:rPr>
    <w:rFonts w:ascii="{_FONT}" w:hAnsi="{_FONT}" w:cs="{_FONT}"/>
    <w:sz w:val="21"/><w:szCs w:val="21"/><w:lang w:val="en"/>
  </w:rPr></w:rPrDefault>
  <w:pPrDefault><w:pPr><w:widowControl/><w:spacing w:after="120" w:line="288" w:lineRule="auto"/></w:pPr></w:pPrDefault>
</w:docDefaults>"""

# Styles nobody asked for stay out of the gallery until they are used.
_LATENT = f"""
<w:latentStyles xmlns:w="{W}" w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1"
  w:defUnhideWhenUsed="1" w:defQFormat="0" w:count="376"/>"""

_PARAGRAPH = 'w:type="paragraph"'
_CHARACTER = 'w:type="character"'
_RIGHT_EDGE = 9072  # of the text, in twentieths of a point: A4 less 2.5 cm on either side

_OWN = f'{_PARAGRAPH} w:customStyle="1"'
_OWN_CHARACTER = f'{_CHARACTER} w:customStyle="1"'
_SMALL = f'<w:rPr><w:color w:val="{_GREY}"/><w:sz w:val="17"/><w:szCs w:val="17"/></w:rPr>'
_STRONG = f'<w:rPr><w:b/><w:bCs/><w:color w:val="{_INK}"/></w:rPr>'
_ONE_LINE = '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>'
_HIDDEN = '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/>'
_ON_NORMAL = '<w:basedOn w:val="Normal"/>'

_NO_MARGINS = """
<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar>
  <w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>
  <w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/>
</w:tblCellMar></w:tblPr>"""

_HEADING = f"""
{_ON_NORMAL}<w:next w:val="Normal"/><w:uiPriority w:val="9"/><w:qFormat/>
<w:pPr>
  <w:keepNext/><w:keepLines/><w:spacing w:before="0" w:after="200" w:line="252" w:lineRule="auto"/>
  <w:outlineLvl w:val="0"/>
</w:pPr>
<w:rPr><w:b/><w:bCs/><w:color w:val="{_INK}"/><w:sz w:val="36"/><w:szCs w:val="36"/></w:rPr>"""

_INTRODUCTION = f"""
{_ON_NORMAL}<w:uiPriority w:val="10"/><w:qFormat/>
<w:pPr><w:spacing w:after="160"/></w:pPr><w:rPr><w:color w:val="404040"/></w:rPr>"""

# A tinted block with a bar at its left: a lecturer sees at a glance what is asked and where to type.
_QUESTION = f"""
{_ON_NORMAL}<w:next w:val="QAAnswer"/><w:uiPriority w:val="11"/><w:qFormat/>
<w:pPr>
  <w:keepNext/><w:keepLines/>
  <w:pBdr>
    <w:top w:val="single" w:sz="4" w:space="4" w:color="{_TINT}"/>
    <w:left w:val="single" w:sz="24" w:space="8" w:color="{_BAR}"/>
    <w:bottom w:val="single" w:sz="4" w:space="4" w:color="{_TINT}"/>
    <w:right w:val="single" w:sz="4" w:space="8" w:color="{_TINT}"/>
  </w:pBdr>
  <w:shd w:val="clear" w:color="auto" w:fill="{_TINT}"/>
  <w:spacing w:before="360" w:after="160"/><w:ind w:left="220" w:right="180"/><w:outlineLvl w:val="1"/>
</w:pPr>"""

_ANSWER = f"""
{_ON_NORMAL}<w:next w:val="QAAnswer"/><w:uiPriority w:val="12"/><w:qFormat/>
<w:pPr><w:spacing w:after="120"/><w:ind w:left="220"/></w:pPr>"""

_FOOTER = f"""
{_ON_NORMAL}<w:uiPriority w:val="98"/>
<w:pPr>
  <w:pBdr><w:top w:val="single" w:sz="4" w:space="6" w:color="BFBFBF"/></w:pBdr>
  <w:tabs><w:tab w:val="right" w:pos="{_RIGHT_EDGE}"/></w:tabs>{_ONE_LINE}
</w:pPr>{_SMALL}"""

_HEADER = f'{_ON_NORMAL}<w:uiPriority w:val="98"/><w:pPr>{_ONE_LINE}</w:pPr>{_SMALL}'
_LINK = """
<w:uiPriority w:val="99"/><w:unhideWhenUsed/>
<w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr>"""

# (attributes, name, everything after the name); an id is the name without blanks.
_STYLES = (
    (f'{_PARAGRAPH} w:default="1"', "Normal", "<w:qFormat/>"),
    (f'{_CHARACTER} w:default="1"', "Default Paragraph Font", _HIDDEN),
    ('w:type="table" w:default="1"', "Normal Table", _HIDDEN + _NO_MARGINS),
    ('w:type="numbering" w:default="1"', "No List", _HIDDEN),
    (_PARAGRAPH, "heading 1", _HEADING),
    (_OWN, "QA Introduction", _INTRODUCTION),
    (_OWN, "QA Question", _QUESTION),
    (_OWN, "QA Answer", _ANSWER),
    (_OWN, "QA Header", _HEADER),
    (_OWN, "QA Footer", _FOOTER),
    (_OWN_CHARACTER, "QA Label", f'<w:uiPriority w:val="13"/><w:qFormat/>{_STRONG}'),
    (_OWN_CHARACTER, "QA Initials", f'<w:uiPriority w:val="14"/><w:qFormat/>{_STRONG}'),
    (_OWN_CHARACTER, "QA Note", f'<w:uiPriority w:val="15"/>{_SMALL}'),
    (_CHARACTER, "Hyperlink", _LINK),
)

# What Word itself writes today; without the first one a document opens in compatibility mode.
_COMPATIBILITY = {
    "compatibilityMode": 15,
    "overrideTableStyleFontSizeAndJustification": 1,
    "enableOpenTypeFeatures": 1,
    "doNotFlipMirrorIndents": 1,
    "differentiateMultirowTableHeaders": 1,
}

_SETTINGS = f"""
<w:settings xmlns:w="{W}"><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>
<w:characterSpacingControl w:val="doNotCompress"/><w:compat>{{compat}}</w:compat>
<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>"""

_BODY = f"""
<w:body xmlns:w="{W}"><w:sectPr><w:pgSz w:w="11906" w:h="16838"/>
<w:pgMar w:top="1588" w:right="1417" w:bottom="1417" w:left="1417" w:header="737" w:footer="624" w:gutter="0"/>
</w:sectPr></w:body>"""


def make() -> bytes:
    """Return the template; the same bytes at every call."""
    document = docx.Document()
    _reduce(document)
    _replace_styles(document)
    _replace_settings(document)
    document.element.replace(document.element.body, _parsed(_BODY))
    saved = io.BytesIO()
    document.save(saved)
    parts = open_package(saved.getvalue(), "The new template")
    wanted = ((name, [content]) for name, content in sorted(parts.items()) if not name.startswith("docProps/"))
    return write_package(wanted)


def main() -> None:
    """Write the template to where the writer looks for it."""
    TARGET.write_bytes(make())


def _reduce(document: Document) -> None:
    """Drop every part but the body, the styles and the settings, and the properties, which each document gets anew."""
    for owner, wanted in ((document.part, ("/styles", "/settings")), (document.part.package, ("/officeDocument",))):
        for key, relationship in list(owner.rels.items()):
            if not relationship.reltype.endswith(wanted):
                del owner.rels[key]


def _replace_styles(document: Document) -> None:
    """Put our styles in place of the stock ones."""
    sources = (_DEFAULTS, _LATENT, *map(_style, _STYLES))
    _refill(document.styles.element, [_parsed(source) for source in sources])


def _style(row: tuple[str, str, str]) -> str:
    """Return one row of the table as a style element."""
    attributes, name, rest = row
    identifier = name[0].upper() + name[1:].replace(" ", "")
    return f'<w:style xmlns:w="{W}" {attributes} w:styleId="{identifier}"><w:name w:val="{name}"/>{rest}</w:style>'


def _replace_settings(document: Document) -> None:
    """Put our settings in place of the stock ones."""
    uri = "http://schemas.microsoft.com/office/word"
    compat = "".join(
        f'<w:compatSetting w:name="{name}" w:uri="{uri}" w:val="{value}"/>' for name, value in _COMPATIBILITY.items()
    )
    _refill(document.settings.element, _parsed(_SETTINGS.format(compat=compat)))


def _refill(element: BaseOxmlElement, children: Iterable[_Element]) -> None:
    """Put these children in place of all present ones."""
    for child in list(element):
        element.remove(child)
    element.extend(list(children))


def _parsed(source: str) -> BaseOxmlElement:
    """Return the element of a source that is laid out for reading."""
    return parse_xml(" ".join(source.replace(">\n", ">").split()))


if __name__ == "__main__":
    main()
