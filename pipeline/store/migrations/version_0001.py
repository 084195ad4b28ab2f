"""The first version of the store, in statements that SQLite and PostgreSQL both understand."""

STATEMENTS = (
    "CREATE TABLE sources (name TEXT NOT NULL PRIMARY KEY, fingerprint TEXT NOT NULL, entries INTEGER NOT NULL)",
    """
    CREATE TABLE submissions (
        id INTEGER NOT NULL PRIMARY KEY,
        source TEXT NOT NULL REFERENCES sources (name),
        response INTEGER NOT NULL
    )
    """,
    "CREATE INDEX submissions_by_response ON submissions (response)",
    """
    CREATE TABLE revisions (
        id INTEGER NOT NULL PRIMARY KEY,
        submission INTEGER NOT NULL REFERENCES submissions (id),
        number INTEGER NOT NULL,
        kind TEXT NOT NULL,
        part INTEGER NOT NULL,
        instant BIGINT,
        precision TEXT NOT NULL,
        question TEXT NOT NULL,
        slide TEXT,
        lecture TEXT NOT NULL,
        name TEXT NOT NULL,
        email TEXT NOT NULL,
        notify TEXT NOT NULL,
        may_publish TEXT NOT NULL,
        other TEXT NOT NULL,
        seen_at BIGINT NOT NULL,
        UNIQUE (submission, number)
    )
    """,
    """
    CREATE TABLE questions (
        id TEXT NOT NULL PRIMARY KEY,
        first_lecture TEXT NOT NULL,
        number INTEGER NOT NULL,
        first_submission INTEGER NOT NULL REFERENCES submissions (id),
        UNIQUE (first_lecture, number)
    )
    """,
    """
    CREATE TABLE placements (
        submission INTEGER NOT NULL PRIMARY KEY,
        revision INTEGER NOT NULL,
        lecture TEXT NOT NULL,
        question TEXT REFERENCES questions (id),
        reason TEXT,
        detail TEXT NOT NULL,
        head INTEGER NOT NULL,
        declined INTEGER NOT NULL,
        carries TEXT NOT NULL,
        FOREIGN KEY (submission, revision) REFERENCES revisions (submission, number),
        CHECK ((question IS NULL) <> (reason IS NULL) OR (declined = 1 AND reason IS NULL))
    )
    """,
    """
    CREATE TABLE decisions (
        number INTEGER NOT NULL PRIMARY KEY,
        verb TEXT NOT NULL,
        subject TEXT NOT NULL,
        argument TEXT NOT NULL,
        who TEXT NOT NULL,
        why TEXT NOT NULL,
        at BIGINT NOT NULL
    )
    """,
    """
    CREATE TABLE versions (
        sha256 TEXT NOT NULL,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        lecture TEXT NOT NULL,
        read_at BIGINT NOT NULL,
        remarks TEXT NOT NULL,
        PRIMARY KEY (sha256, kind, name)
    )
    """,
    """
    CREATE TABLE version_slots (
        sha256 TEXT NOT NULL,
        question TEXT NOT NULL,
        gist TEXT NOT NULL,
        PRIMARY KEY (sha256, question)
    )
    """,
    """
    CREATE TABLE answers (
        number INTEGER NOT NULL PRIMARY KEY,
        question TEXT NOT NULL,
        event TEXT NOT NULL,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        words TEXT NOT NULL,
        gist TEXT NOT NULL,
        base TEXT NOT NULL,
        at BIGINT NOT NULL
    )
    """,
    "CREATE INDEX answers_by_question ON answers (question, number)",
    """
    CREATE TABLE standings (
        question TEXT NOT NULL,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        gist TEXT NOT NULL,
        agreed TEXT NOT NULL,
        since BIGINT NOT NULL,
        untouched INTEGER NOT NULL,
        PRIMARY KEY (question, kind, name)
    )
    """,
    """
    CREATE TABLE corrections (
        question TEXT NOT NULL PRIMARY KEY,
        kind TEXT NOT NULL,
        name TEXT NOT NULL,
        words TEXT NOT NULL,
        at BIGINT NOT NULL
    )
    """,
    """
    CREATE TABLE documents (
        lecture TEXT NOT NULL,
        kind TEXT NOT NULL,
        name TEXT NOT NULL UNIQUE,
        first_written TEXT NOT NULL,
        file TEXT NOT NULL UNIQUE,
        fingerprint TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        questions INTEGER NOT NULL,
        in_use INTEGER NOT NULL,
        read_sha256 TEXT NOT NULL,
        read_at BIGINT,
        shows TEXT NOT NULL,
        PRIMARY KEY (lecture, kind)
    )
    """,
    """
    CREATE TABLE intents (
        path TEXT NOT NULL PRIMARY KEY,
        sha256 TEXT NOT NULL,
        lecture TEXT NOT NULL,
        kind TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        in_use INTEGER NOT NULL,
        fresh INTEGER NOT NULL,
        shows TEXT NOT NULL,
        standings TEXT NOT NULL,
        FOREIGN KEY (lecture, kind) REFERENCES documents (lecture, kind)
    )
    """,
    """
    CREATE TABLE runs (
        number INTEGER NOT NULL PRIMARY KEY,
        command TEXT NOT NULL,
        started BIGINT NOT NULL,
        ended BIGINT NOT NULL,
        exit_code INTEGER NOT NULL,
        summary TEXT NOT NULL
    )
    """,
    "CREATE TABLE notes (name TEXT NOT NULL PRIMARY KEY, text TEXT NOT NULL)",
    "CREATE TABLE conditions (name TEXT NOT NULL PRIMARY KEY, since BIGINT NOT NULL, last_told BIGINT NOT NULL)",
)
