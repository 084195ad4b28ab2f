"""Small Word files for tests: made from parts, so that each can be wrong in one way."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from pipeline.word.xml_parts import DECLARATION, R, W

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
MAIN_TYPE = f"{WORD}.document.main+xml"

STYLES = (
    '<w:docDefaults><w:rPrDefault><w:rPr><w:sz w:val="30"/><w:lang w:val="fr-CH" w:bidi="he-IL"/></w:rPr>'
    "</w:rPrDefault></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Standard"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="berschrift1"><w:name w:val="heading 1"/>'
    '<w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Frage"><w:name w:val="QA Question"/>'
    '<w:pPr><w:keepNext/><w:outlineLvl w:val="1"/></w:pPr></w:style>'
    '<w:style w:type="character" w:styleId="QALabel"><w:name w:val="Something else"/></w:style>'
)
BODY = (
    "<w:p><w:r><w:t>Text of the template</w:t></w:r></w:p>"
    '<w:sectPr><w:headerReference w:type="default" r:id="rId7"/><w:pgSz w:w="12240" w:h="15840"/>'
    '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="720" w:footer="720" w:gutter="0"/>'
    "</w:sectPr>"
)


def relations(*rows: tuple[str, str, str]) -> str:
    """Return a table of relations of (id, kind, target)."""
    inner = "".join(f'<Relationship Id="{key}" Type="{OFFICE}/{kind}" Target="{to}"/>' for key, kind, to in rows)
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inner}</Relationships>'
    )


def word(tag: str, inner: str) -> str:
    """Return a part with this root element."""
    return f'{DECLARATION}<w:{tag} xmlns:w="{W}" xmlns:r="{R}">{inner}</w:{tag}>'


def template_parts(
    *, styles: str = STYLES, body: str = BODY, settings: str = "", main_type: str = MAIN_TYPE
) -> dict[str, str]:
    """Return the parts of a template with a header and a picture in it, but no footer."""
    overrides = "".join(
        f'<Override PartName="/word/{part}.xml" ContentType="{kind}"/>'
        for part, kind in (
            ("document", main_type),
            ("styles", f"{WORD}.styles+xml"),
            ("settings", f"{WORD}.settings+xml"),
            ("header1", f"{WORD}.header+xml"),
        )
    )
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="png" ContentType="image/png"/>{overrides}</Types>',
        "_rels/.rels": relations(("rId1", "officeDocument", "word/document.xml")),
        "word/document.xml": word("document", f"<w:body>{body}</w:body>"),
        "word/_rels/document.xml.rels": relations(
            ("rId1", "styles", "styles.xml"),
            ("rId2", "settings", "/word/settings.xml"),
            ("rId3", "image", "media/body.png"),
            ("rId7", "header", "header1.xml"),
        ),
        "word/styles.xml": word("styles", styles),
        "word/settings.xml": word("settings", settings),
        "word/header1.xml": word("hdr", "<w:p><w:r><w:t>Letterhead of the school</w:t></w:r></w:p>"),
        "word/_rels/header1.xml.rels": relations(("rId1", "package", "media/crest.png")),
        "word/media/crest.png": "crest",
        "word/media/body.png": "picture of the body",
    }


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    """Return the parts as a zip."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return target.getvalue()


def template(**changes: str) -> bytes:
    """Return a template as a file."""
    return zipped(template_parts(**changes))


def unzipped(content: bytes) -> dict[str, str]:
    """Return the parts of a file that hold text."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return {name: package.read(name).decode() for name in package.namelist()}
