"""Bad settings of sources, documents, triage and words, and what each is told; lines as in `bad_lectures`."""

from __future__ import annotations

from tests.settings.conftest import FIELDS, LECTURE, SECOND, SERIES, SOURCE, WHOLE

CASES = {
    "source without a path": (
        SERIES + LECTURE + "[[sources]]\n" + FIELDS,
        '8: sources[1].path is missing; add path = "responses.csv" under [[sources]]',
    ),
    "home folder": (
        SERIES + LECTURE + '[[sources]]\npath = "~/r.csv"\n' + FIELDS,
        (
            '9: sources[1].path is "~/r.csv"; "~" is not expanded, write the whole path or one relative to the '
            'settings file; for instance path = "responses.csv"'
        ),
    ),
    "backslash that means something": (
        SERIES + LECTURE + '[[sources]]\npath = "C:\\new.csv"\n' + FIELDS,
        (
            '9: sources[1].path was read as "C:\\new.csv" with a control character in it; put a path with backslashes '
            'between single quotes, or write / for each \\; for instance path = "responses.csv"'
        ),
    ),
    "source without columns": (
        SERIES + LECTURE + SOURCE,
        (
            '8: sources[1].fields is missing; add the lines [[sources.fields]] and question = "…" with the title '
            "of the column that holds the question, as in the first row of the file (also slide and lecture, if it has "
            "them)"
        ),
    ),
    "columns without the question": (
        SERIES + LECTURE + SOURCE + '[[sources.fields]]\nslide = "Slide"\n',
        '10: sources[1].fields[1].question is missing; add question = "Your question" under [[sources.fields]]',
    ),
    "misspelt column": (
        WHOLE + 'slid = "Slide"\n',
        '13: sources[1].fields[1].slid is not known; did you mean "slide"?',
    ),
    "source of an unknown lecture": (
        SERIES + LECTURE + SOURCE + 'lecture = "heinrich-1"\n' + FIELDS,
        '10: sources[1].lecture is "heinrich-1", which is no lecture\'s id; did you mean "heinrich-2"?',
    ),
    "source of a lecture like no other": (
        SERIES + LECTURE + SOURCE + 'lecture = "xyz"\n' + FIELDS,
        '10: sources[1].lecture is "xyz", which is no lecture\'s id; the ids are heinrich-2',
    ),
    "source of no lecture": (
        SERIES + LECTURE + SECOND + SOURCE + '[[sources.fields]]\nquestion = "Q"\n',
        (
            "12: sources[1] does not say which lecture its questions belong to; add lecture with a lecture's id for "
            "the whole source, or under [[sources.fields]] with the title of the column"
        ),
    ),
    "same source twice": (
        WHOLE + SOURCE + FIELDS,
        '14: sources[2].path is "responses.csv", as in sources[1]; give one of them a name of its own, name = "…"',
    ),
    "same name twice": (
        SERIES + LECTURE + SOURCE + 'name = "main"\n' + FIELDS + '[[sources]]\npath = "b"\nname = "main"\n' + FIELDS,
        '16: sources[2].name is "main", as in sources[1]; give one of them a name of its own, name = "…"',
    ),
    "order of dates": (
        SERIES + LECTURE + SOURCE + 'date_order = "DYM"\n' + FIELDS,
        '10: sources[1].date_order is "DYM"; it may be "MDY" or "DMY" or "YMD"',
    ),
    "misspelt order": (
        WHOLE + '[documents]\norder = "slides"\n',
        '14: documents.order is "slides"; it may be "slide" or "submitted"; did you mean "slide"?',
    ),
    "number for a choice": (
        WHOLE + "[triage]\nhold = 1\n",
        '14: triage.hold is 1; it may be "flagged" or "all"',
    ),
    "unknown placeholder": (
        WHOLE + '[documents]\ntitle = "{whom} {lecture}"\n',
        "14: documents.title has the unknown placeholder {whom}; did you mean {who}?",
    ),
    "title that is the same for all": (
        WHOLE + '[documents]\ntitle = "{who}"\n',
        (
            "14: documents.title has no {lecture} in it, so that all documents would have the same name; "
            'for instance title = "{questions_and_answers} - {who} {lecture}"'
        ),
    ),
    "open brace": (
        WHOLE + '[documents]\ntitle = "{lecture"\n',
        (
            "14: documents.title has a brace that is not part of a {placeholder}; write {{ or }} for a brace; "
            'for instance title = "{questions_and_answers} - {who} {lecture}"'
        ),
    ),
    "no such template": (
        WHOLE + '[documents]\ntemplate = "t.docx"\n',
        '14: documents.template is "t.docx", but there is no such file at config/t.docx',
    ),
    "misspelt word": (WHOLE + '[words]\nslid = "S"\n', '14: words.slid is not known; did you mean "slide"?'),
    "word like no other": (
        WHOLE + '[words]\nxyz = "S"\n',
        "14: words.xyz is not known; docs/settings.md lists them all",
    ),
    "introduction among the words": (
        WHOLE + '[words]\nintroduction = "S"\n',
        "14: words.introduction is not known; it belongs under [documents]",
    ),
    "lost placeholder": (
        WHOLE + '[words]\npage_of = "Page {page}"\n',
        (
            "14: words.page_of has lost {pages}, where a number or text is put in, "
            'for instance page_of = "Page {page} of {pages}"'
        ),
    ),
    "extra placeholder": (
        WHOLE + '[words]\nasked_by = "{count} {who}"\n',
        '14: words.asked_by has the unknown placeholder {who}, for instance asked_by = "asked by {count}"',
    ),
    "number for a word": (
        WHOLE + "[words]\nand = 1\n",
        '14: words.and is 1; it must be text in quotes, for instance and = "and"',
    ),
    "empty word": (
        WHOLE + '[words]\nslide = ""\n',
        '14: words.slide is empty; every word is printed somewhere, for instance slide = "Slide"',
    ),
}
