"""Looks that only answers have: quotes and lines of code, under the names that every program knows."""

from __future__ import annotations

CODE_FONT = '<w:rFonts w:ascii="Courier New" w:hAnsi="Courier New" w:cs="Courier New"/>'

_START = '<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/><w:uiPriority w:val="29"/><w:qFormat/>'

# With {id} and {name} to fill in.
ANSWER_STYLES = {
    "Quote": (
        f'{_START}<w:pPr><w:spacing w:before="120" w:after="120"/><w:ind w:left="680" w:right="460"/></w:pPr>'
        '<w:rPr><w:i/><w:iCs/><w:color w:val="404040"/></w:rPr></w:style>'
    ),
    "HTML Preformatted": (
        f'{_START}<w:pPr><w:spacing w:after="120" w:line="240" w:lineRule="auto"/><w:ind w:left="220"/></w:pPr>'
        f'<w:rPr>{CODE_FONT}<w:sz w:val="19"/><w:szCs w:val="19"/></w:rPr></w:style>'
    ),
}
