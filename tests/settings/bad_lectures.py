"""Bad settings of the series and its lectures, and what each is told."""

from __future__ import annotations

from tests.settings.conftest import FIELDS, LECTURE, SECOND, SERIES, SOURCE, WHOLE

_LATER = "is not part of this version"

# Settings → the one fault, from the line number on. Lines: [series] 1-3, [[lectures]] 4-7, [[sources]] 8-9,
# [[sources.fields]] 10-12; what a case adds begins at line 13.
CASES = {
    "misspelt key of a lecture": (
        SERIES + LECTURE + SECOND + 'initals = "MK"\n' + SOURCE + FIELDS,
        '12: lectures[2].initals is not known; did you mean "initials"?',
    ),
    "misspelt key of the series": (
        SERIES + 'langauge = "en"\n' + LECTURE + SOURCE + FIELDS,
        '4: series.langauge is not known; did you mean "language"?',
    ),
    "key of another section": (
        WHOLE + '[triage]\norder = "slide"\n',
        "14: triage.order is not known; it belongs under [documents]",
    ),
    "key like no other": (WHOLE + "[triage]\nxyz = 1\n", "14: triage.xyz is not known; [triage] has hold"),
    "misspelt section": (WHOLE + "[document]\n", '13: document is not known; did you mean "documents"?'),
    "key above the first section": (
        'title = "School"\n' + WHOLE,
        "1: title is not known; it belongs under [series]",
    ),
    "section like no other": (
        WHOLE + "[xyz]\n",
        "13: xyz is not known; the sections are series, lectures, sources, documents, triage, publish and words",
    ),
    "section that comes later": (WHOLE + "[notices]\n", f"13: notices {_LATER}; take it out for now"),
    "key of a section that comes later": (
        WHOLE + '[publish]\nwhen = "always"\n',
        f"14: publish.when {_LATER}; take it out for now",
    ),
    "time to stand": (
        WHOLE + '[publish]\nsettle = "soon"\n',
        '14: publish.settle is "soon"; write a number and a unit; for instance settle = "2 hours"',
    ),
    "Google section": (WHOLE + "[google]\n", f"13: google {_LATER}; take it out for now"),
    "deck": (
        SERIES + LECTURE + 'deck = "a.pdf"\n' + SOURCE + FIELDS,
        f"8: lectures[1].deck {_LATER}; take it out for now",
    ),
    "e-mail of a lecturer": (
        SERIES + LECTURE + 'email = ["a@b.c"]\n' + SOURCE + FIELDS,
        f"8: lectures[1].email {_LATER}; take it out for now",
    ),
    "proposals": (WHOLE + "[triage]\nproposals = true\n", f"14: triage.proposals {_LATER}; take it out for now"),
    "answers in a Google sheet": (
        SERIES + LECTURE + 'answers_in = "google-sheet"\n' + SOURCE + FIELDS,
        f'8: lectures[1].answers_in is "google-sheet", which {_LATER}; write answers_in = "docx"',
    ),
    "answers nowhere": (
        SERIES + LECTURE + 'answers_in = "odt"\n' + SOURCE + FIELDS,
        '8: lectures[1].answers_in is "odt"; it may be "docx" or "xlsx"',
    ),
    "a list for a word": (
        WHOLE + '[triage]\nhold = ["all"]\n',
        '14: triage.hold is ["all"]; it may be "flagged" or "all"',
    ),
    "Google form": (
        SERIES + LECTURE + '[[sources]]\nkind = "google-form"\n',
        f'9: sources[1].kind is "google-form", which {_LATER}; write kind = "file"',
    ),
    "no title": (
        '[series]\ntimezone = "UTC"\n' + LECTURE + SOURCE + FIELDS,
        '1: series.title is missing; add title = "Summer School on Machine Learning" under [series]',
    ),
    "no time zone": (
        '[series]\ntitle = "School"\n' + LECTURE + SOURCE + FIELDS,
        '1: series.timezone is missing; add timezone = "Europe/Zurich" under [series]',
    ),
    "empty title": (
        SERIES.replace("School", "  ") + LECTURE + SOURCE + FIELDS,
        '2: series.title is empty; for instance title = "Summer School on Machine Learning"',
    ),
    "city for a time zone": (
        SERIES.replace("Europe/Zurich", "Zürich") + LECTURE + SOURCE + FIELDS,
        '3: series.timezone is "Zürich", which is not a time zone; did you mean "Europe/Zurich"?',
    ),
    "misspelt time zone": (
        SERIES.replace("Europe/Zurich", "America/New York") + LECTURE + SOURCE + FIELDS,
        '3: series.timezone is "America/New York", which is not a time zone; did you mean "America/New_York"?',
    ),
    "no time zone at all": (
        SERIES.replace("Europe/Zurich", "??") + LECTURE + SOURCE + FIELDS,
        '3: series.timezone is "??", which is not a time zone; for instance timezone = "Europe/Zurich"',
    ),
    "folder of time zones": (
        SERIES.replace("Europe/Zurich", "Europe") + LECTURE + SOURCE + FIELDS,
        '3: series.timezone is "Europe", which is not a time zone; for instance timezone = "Europe/Zurich"',
    ),
    "name of a language": (
        SERIES + 'language = "English"\n' + LECTURE + SOURCE + FIELDS,
        '4: series.language is "English", which is not a language code; for instance language = "en"',
    ),
    "number for a text": (
        SERIES + LECTURE.replace('"Lecture 2"', "2") + SOURCE + FIELDS,
        '6: lectures[1].title is 2; it must be text in quotes, for instance title = "Lecture 2"',
    ),
    "number in a list of texts": (
        SERIES + LECTURE + "aliases = [\n  'L2',\n  2,\n]\n" + SOURCE + FIELDS,
        '10: lectures[1].aliases[2] is 2; it must be text in quotes, for instance aliases = ["Heinrich L2"]',
    ),
    "number for a list of texts": (
        SERIES + LECTURE + "aliases = 2\n" + SOURCE + FIELDS,
        '8: lectures[1].aliases is 2; it must be a text or a list of texts, for instance aliases = ["Heinrich L2"]',
    ),
    "section for a text": (
        WHOLE + "[documents.title]\n",
        (
            "13: documents.title is a table; it must be text in quotes, "
            'for instance title = "{questions_and_answers} - {who} {lecture}"'
        ),
    ),
    "text for a section": (
        'triage = "all"\n' + WHOLE,
        '1: triage is "all"; it must be a section that begins with [triage]',
    ),
    "text for the words": (
        'words = "Slide"\n' + WHOLE,
        '1: words is "Slide"; it must be a section, [words], with keys such as slide = "Slide"',
    ),
    "one bracket for a block": (
        SERIES + LECTURE.replace("[[lectures]]", "[lectures]") + SOURCE + FIELDS,
        "4: lectures must be a block that begins with [[lectures]], with two brackets on each side",
    ),
    "one bracket for fields": (
        SERIES + LECTURE + SOURCE + "[sources.fields]\nquestion = 'Q'\n",
        "10: sources[1].fields must be a block that begins with [[sources.fields]], with two brackets on each side",
    ),
    "no lecture": (SERIES + SOURCE + FIELDS, "1: lectures is missing; add a block that begins with [[lectures]]"),
    "no source": (SERIES + LECTURE, "1: sources is missing; add a block that begins with [[sources]]"),
    "no id": (
        SERIES + '[[lectures]]\ntitle = "L"\n' + SOURCE + FIELDS,
        '4: lectures[1].id is missing; add id = "heinrich-2" under [[lectures]]',
    ),
    "id with capitals": (
        SERIES + LECTURE.replace("heinrich-2", "Heinrich 2") + SOURCE + FIELDS,
        (
            '5: lectures[1].id is "Heinrich 2"; an id has 1 to 24 characters: a to z, 0 to 9 and "-"; '
            'for instance id = "heinrich-2"'
        ),
    ),
    "long id": (
        SERIES + LECTURE.replace("heinrich-2", "h" * 25) + SOURCE + FIELDS,
        (
            f'5: lectures[1].id is "{"h" * 25}"; an id has 1 to 24 characters: a to z, 0 to 9 and "-"; '
            'for instance id = "heinrich-2"'
        ),
    ),
    "equal ids": (
        SERIES + LECTURE + SECOND.replace("kagan-1", "heinrich-2") + SOURCE + FIELDS,
        '9: lectures[2].id has "heinrich-2", which is an id of lectures[1] already',
    ),
    "former id of another": (
        SERIES + LECTURE + SECOND + 'was = "heinrich-2"\n' + SOURCE + FIELDS,
        '12: lectures[2].was has "heinrich-2", which is an id of lectures[1] already',
    ),
    "equal titles": (
        SERIES + LECTURE + LECTURE.replace("heinrich-2", "h").replace("Lecture", "LECTURE") + SOURCE + FIELDS,
        '10: lectures[2].title has "LECTURE 2", which stands for both heinrich-2 and h; let them differ',
    ),
    "alias of two lectures": (
        SERIES + LECTURE + 'aliases = "ML"\n' + SECOND + 'aliases = ["ml"]\n' + SOURCE + FIELDS,
        '13: lectures[2].aliases has "ml", which stands for both heinrich-2 and kagan-1; let them differ',
    ),
    "alias like another's title": (
        SERIES + LECTURE + 'aliases = "Jets"\n' + SECOND + SOURCE + FIELDS,
        '8: lectures[1].aliases has "Jets", which stands for both kagan-1 and heinrich-2; let them differ',
    ),
    "same lecturer twice": (
        SERIES + LECTURE.replace('"Lukas Heinrich"', '["A B", "A B"]') + SOURCE + FIELDS,
        "7: lectures[1].lecturer names the same person twice; delete one of them",
    ),
    "two lecturers in one text": (
        SERIES + LECTURE.replace("Lukas Heinrich", "Anna Berg, Ben Cole") + SOURCE + FIELDS,
        (
            '7: lectures[1].lecturer is "Anna Berg, Ben Cole"; several people are a list: '
            'lecturer = ["Anna Berg", "Ben Cole"]'
        ),
    ),
    "too many initials": (
        SERIES + LECTURE + 'initials = "LH, MK"\n' + SOURCE + FIELDS,
        "8: lectures[1].initials has 2, and lecturer has 1; give each lecturer one",
    ),
    "initials of nobody": (
        SERIES + '[[lectures]]\nid = "a"\ntitle = "A"\ninitials = "LH"\n' + SOURCE + FIELDS,
        '7: lectures[1].initials needs a lecturer to belong to; add lecturer = "Lukas Heinrich"',
    ),
    "equal initials": (
        SERIES + LECTURE.replace('"Lukas Heinrich"', '["A B", "C D"]') + 'initials = "AB, AB"\n' + SOURCE + FIELDS,
        "8: lectures[1].initials has the same twice; give each lecturer different ones, such as LHe and LHi",
    ),
    "colon in initials": (
        SERIES + LECTURE + 'initials = "LH:"\n' + SOURCE + FIELDS,
        (
            '8: lectures[1].initials[1] has "LH:" in it; initials are 1 to 12 characters without blank, comma or '
            'colon; for instance initials = "LH"'
        ),
    ),
    "date of another country": (
        SERIES + LECTURE + 'date = "9.8.2023"\n' + SOURCE + FIELDS,
        '8: lectures[1].date is "9.8.2023"; a day is written year-month-day; for instance date = 2023-08-09',
    ),
    "date with a time": (
        SERIES + LECTURE + "date = 2023-08-09T10:00:00\n" + SOURCE + FIELDS,
        "8: lectures[1].date must be a day without a time; for instance date = 2023-08-09",
    ),
    "closing day without a time": (
        SERIES + LECTURE + "closes = 2023-08-09\n" + SOURCE + FIELDS,
        "8: lectures[1].closes must be a day and a time; for instance closes = 2023-08-09T18:00:00",
    ),
    "closing in words": (
        SERIES + LECTURE + 'closes = "tonight"\n' + SOURCE + FIELDS,
        (
            '8: lectures[1].closes is "tonight"; a time is written year-month-day hours:minutes; '
            "for instance closes = 2023-08-09T18:00:00"
        ),
    ),
    "closing in another age": (
        SERIES + LECTURE + "closes = 0001-01-01T00:00:00\n" + SOURCE + FIELDS,
        "8: lectures[1].closes is in the year 1; for instance closes = 2023-08-09T18:00:00",
    ),
}
