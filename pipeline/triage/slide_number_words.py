"""Numbers in words, 1 to 99, and ordinals, in the nine languages: folded word or phrase → value.

Tens and units are written out; how a language joins them ("twenty-one", "einundzwanzig", "vingt et un") is one
pattern or two per language. Hyphens count as blanks.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.triage.slide_characters import folded

# For each language: 1 to 19 (variants after "/"), the tens from 20, and how ten and unit are joined.
_LANGUAGES: tuple[tuple[str, str, tuple[str, ...]], ...] = (
    (
        """
        one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
        seventeen eighteen nineteen
        """,
        "twenty thirty forty/fourty fifty sixty seventy eighty ninety",
        ("{ten} {unit}", "{ten}{unit}"),
    ),
    (
        """
        eins/ein zwei/zwo drei vier fünf/fuenf sechs sieben acht neun zehn elf zwölf/zwoelf dreizehn
        vierzehn fünfzehn sechzehn siebzehn achtzehn neunzehn
        """,
        "zwanzig dreißig/dreissig vierzig fünfzig/fuenfzig sechzig siebzig achtzig neunzig",
        ("{unit}und{ten}",),
    ),
    (
        """
        un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize
        dix_sept dix_huit dix_neuf
        """,
        "vingt trente quarante cinquante soixante septante huitante/quatre_vingt/quatre_vingts nonante",
        ("{ten} {unit}", "{ten} et {unit}"),
    ),
    (
        """
        uno/un/una dos tres cuatro cinco seis siete ocho
        nueve diez once doce trece catorce quince dieciséis
        diecisiete dieciocho diecinueve
        """,
        "veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa",
        ("{ten} y {unit}",),
    ),
    (
        """
        uno/una due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici
        sedici diciassette diciotto diciannove
        """,
        "venti trenta quaranta cinquanta sessanta settanta ottanta novanta",
        ("{ten}{unit}", "{ten} {unit}"),
    ),
    (
        """
        um/uma dois/duas três quatro cinco seis sete
        oito nove dez onze doze treze catorze/quatorze quinze
        dezasseis/dezesseis dezassete/dezessete dezoito dezanove/dezenove
        """,
        "vinte trinta quarenta cinquenta sessenta setenta oitenta noventa",
        ("{ten} e {unit}",),
    ),
    (
        """
        een/één twee drie vier vijf zes zeven acht
        negen tien elf twaalf dertien veertien vijftien zestien
        zeventien achttien negentien
        """,
        "twintig dertig veertig vijftig zestig zeventig tachtig negentig",
        ("{unit}en{ten}", "{unit}ën{ten}"),
    ),
    (
        """
        jeden/jedna dwa/dwie trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście
        trzynaście czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście
        """,
        "dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt",
        ("{ten} {unit}",),
    ),
    (
        """
        один/одна два/две три четыре пять шесть
        семь восемь девять десять одиннадцать двенадцать тринадцать
        четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать
        """,
        "двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто",
        ("{ten} {unit}",),
    ),
)

# French counts on from sixty and eighty; Spanish and Italian run the twenties together.
_IRREGULAR = {
    **{f"soixante {teen}": 60 + n for n, teen in enumerate("dix onze douze treize quatorze quinze seize".split(), 10)},
    **{f"quatre vingt {teen}": 80 + n for n, teen in enumerate("dix onze douze treize quatorze quinze".split(), 10)},
    "soixante et onze": 71,
    **{f"veinti{unit}": 20 + n for n, unit in enumerate("uno dos tres cuatro cinco seis siete ocho nueve".split(), 1)},
    **{
        f"{ten}{unit}": 20 + 10 * k + n
        for k, ten in enumerate("vent trent quarant cinquant sessant settant ottant novant".split())
        for n, unit in ((1, "uno"), (8, "otto"))
    },
    **dict.fromkeys(("zero", "cero"), 0),
    "hundred": 100,
    "one hundred": 100,
    "hundert": 100,
}

_ORDINALS = (
    """
    first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth
    fifteenth sixteenth seventeenth eighteenth nineteenth twentieth
    """,
    """
    erste/ersten/erster/erstes zweite/zweiten/zweiter
    dritte/dritten/dritter vierte/vierten fünfte/fünften
    sechste/sechsten siebte/siebten/siebente achte/achten neunte/neunten zehnte/zehnten elfte/elften
    zwölfte/zwölften dreizehnte/dreizehnten vierzehnte/vierzehnten fünfzehnte/fünfzehnten sechzehnte/sechzehnten
    siebzehnte/siebzehnten achtzehnte/achtzehnten neunzehnte/neunzehnten
    """,
    """
    première/premier deuxième/second/seconde troisième quatrième cinquième sixième septième huitième
    neuvième dixième onzième douzième treizième quatorzième quinzième seizième
    """,
    """
    primera/primero segunda/segundo tercera/tercero/tercer cuarta/cuarto quinta/quinto sexta/sexto
    séptima/séptimo octava/octavo novena/noveno décima/décimo
    """,
    """
    prima/primo seconda/secondo terza/terzo quarta/quarto quinta/quinto sesta/sesto settima/settimo
    ottava/ottavo nona/nono decima/decimo
    """,
    """
    primeira/primeiro segunda/segundo terceira/terceiro quarta/quarto quinta/quinto sexta/sexto
    sétima/sétimo oitava/oitavo nona/nono décima/décimo
    """,
    "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde",
    """
    pierwszy/pierwsza/pierwszym/pierwszej drugi/druga/drugim/drugiej trzeci/trzecia/trzecim/trzeciej
    czwarty/czwarta/czwartym piąty/piąta/piątym
    szósty/szósta/szóstym siódmy/siódma/siódmym ósmy/ósma/ósmym
    dziewiąty/dziewiąta/dziewiątym dziesiąty/dziesiąta/dziesiątym
    """,
    """
    первый/первая/первом второй/вторая/втором третий/третья/третьем четвертый/четвертая/четвертом
    пятый/пятая/пятом шестой/шестая седьмой/седьмая восьмой/восьмая девятый/девятая десятый/десятая
    """,
)

ORDINAL_ENDINGS = frozenset(
    folded(
        """
        st nd rd th ste sten ster te ten ter er ère ere re
        ème eme è ième ieme e nde de o a ma mo ra ro ta
        to va vo na no й я ый ая ой е м ом ° º ª
        """
    ).split(),
)
"""What may stand right behind the digits of an ordinal: 3rd, 5ème, 3ª, 2de."""


def _numbered(words: str, first: int, step: int) -> Iterator[tuple[str, int]]:
    """Yield each folded word (and its variants) with its value."""
    for place, variants in enumerate(words.split()):
        for word in variants.split("/"):
            yield folded(word.replace("_", " ")), first + step * place


def _cardinals() -> Iterator[tuple[str, int]]:
    """Yield every number word of 1 to 99, joined as each language joins them."""
    for units, tens, joints in _LANGUAGES:
        small = list(_numbered(units, 1, 1))
        large = list(_numbered(tens, 20, 10))
        yield from small
        yield from large
        for ten, high in large:
            for unit, low in small[: [low < 10 for _, low in small].count(True)]:
                yield from ((joint.format(ten=ten, unit=unit), high + low) for joint in joints)
    yield from _IRREGULAR.items()


def _compound_ordinals() -> Iterator[tuple[str, int]]:
    """Yield the English and German ordinals above twenty ("twenty-first", "einunddreißigste")."""
    english, german = _LANGUAGES[0], _LANGUAGES[1]
    low = [(word, value) for word, value in _numbered(_ORDINALS[0], 1, 1) if value < 10]
    for ten, high in _numbered(english[1], 20, 10):
        yield f"{ten[:-1]}ieth", high
        yield from ((f"{ten} {word}", high + value) for word, value in low)
    units = [(word, value) for word, value in _numbered(german[0], 1, 1) if value < 10]
    for ten, high in _numbered(german[1], 20, 10):
        for ending in ("ste", "sten"):
            yield f"{ten}{ending}", high
            yield from ((f"{unit}und{ten}{ending}", high + value) for unit, value in units)


def _by_first_word(pairs: Iterator[tuple[str, int]]) -> dict[str, dict[tuple[str, ...], int]]:
    """Index the phrases by their first word, so that a look-up is two dictionary look-ups."""
    index: dict[str, dict[tuple[str, ...], int]] = {}
    for phrase, value in pairs:
        words = tuple(phrase.split())
        index.setdefault(words[0], {})[words] = value
    return index


def _ordinals() -> Iterator[tuple[str, int]]:
    """Yield all ordinals."""
    for words in _ORDINALS:
        yield from _numbered(words, 1, 1)
    yield from _compound_ordinals()


CARDINALS = _by_first_word(_cardinals())
"""First word → phrase → value."""

ORDINALS = _by_first_word(_ordinals())
"""The same for ordinals."""
