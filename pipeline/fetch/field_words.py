"""Words in column titles that tell what a column is for, in the nine languages of the slide grammar and a few more."""

from __future__ import annotations

import re

from pipeline.fetch.titles import normalised

# Whole titles of the time column, normalised: what Google, Microsoft and LibreOffice call it.
_ENGLISH_TIMES = frozenset((
    "timestamp", "time stamp", "submitted at", "submitted on", "submission time", "submission date", "completion time",
    "start time", "created at", "date", "time",
))  # fmt: skip
_OTHER_TIMES = frozenset(map(normalised, (
    "zeitstempel", "horodateur", "horodatage", "marca temporal", "marca de tiempo",
    "informazioni cronologiche", "carimbo de data/hora", "data e hora", "tijdstempel", "sygnatura czasowa",
    "casova znacka", "casove razitko", "tidsstampel", "tidsstempel", "tidspunkt", "zaman damgasi", "aikaleima",
    "idobelyeg", "отметка времени", "时间戳记", "时间戳", "タイムスタンプ", "타임스탬프", "datum", "gesendet am",
    "eingereicht am",
)))  # fmt: skip
TIMESTAMP_TITLES = _ENGLISH_TIMES | _OTHER_TIMES

# In these languages 05/03 is the fifth of March. The titles added here are too common to tell a time column by.
DAY_FIRST_TITLES = _OTHER_TIMES | frozenset(map(normalised, (
    "data", "data/ora", "data e ora", "fecha", "fecha y hora", "datum und uhrzeit", "date et heure", "datum en tijd",
    "data i godzina", "дата",
)))  # fmt: skip

# Role → beginnings of words that stand in a title (or in a cell) of that role.
_WORDS = {
    "email": "email e-mail username benutzername courriel correo mail posta adres",
    "notify": "notif benachricht averti avis inform powiadom melding upozorn bildirim 通知",
    "may_publish": "publi veroffentlich pubblic opublik gepubliceerd zverejn yayinla consent 公开 掲載",
    "slide": "slide folie diapo lamina dia page seite slajd snim slayt スライド 幻灯片 слайд",
    "lecture": """lectur vorles vortrag cours clase conferencia lezion aula palestra college wyklad prednask session
        talk ders speaker 講義 讲座 лекци""",
    "name": "name nom imie jmeno meno isim naam 名前 姓名 имя",
    "question": """question frage pregunta domanda pergunta duvida vraag pytani otazk soru ask comment kommentar
        質問 问题 вопрос""",
}

ROLE_PATTERNS = {
    role: re.compile(
        "|".join(rf"\b{normalised(word)}" if word.isascii() else normalised(word) for word in words.split())
    )
    for role, words in _WORDS.items()
}
