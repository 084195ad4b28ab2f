"""Which words mean what in a slide field, in nine languages.

One table, role by role: English, German, French, Spanish, Italian, Portuguese, Dutch, Polish, Russian. A word
may have several roles ("de" is both "of" and "from"); the grammar asks for the role that fits the place. `_`
stands for a blank inside a phrase. The words are written as people write them and folded (case, accents) once,
on import. A few words of other languages are there because they came along: Swedish, Danish, Turkish, Chinese,
Japanese.
"""

from __future__ import annotations

from enum import StrEnum

from pipeline.triage.slide_characters import folded


class Role(StrEnum):
    """What a word can do in a slide reference."""

    SLIDE = "slide"
    MANY = "slides, in the plural"
    PAGE = "page: usually the slide, sometimes the page of the PDF"
    PDF = "pdf"
    SIGN = "number sign"
    AND = "and"
    OR = "or"
    TO = "to"
    END = "end"
    OF = "of, before the number of all slides"
    FROM = "from"
    UNTIL = "until"
    NEXT = "and the next one"
    ONWARDS = "and all that follow"
    FIRST = "first"
    LAST = "last"
    TITLE = "title"
    BACKUP = "backup"
    SPARE = "backup, but only beside a slide word"
    ABOUT = "about"
    BETWEEN = "between"
    HEDGE = "the participant is not sure"
    BESIDE = "near a slide, not on it"
    LECTURE = "lecture"
    SECTION = "part of a lecture"
    PART = "part of a slide"
    TIME = "a time"
    UNIT = "what is counted or measured"
    PLACE = "place on a slide"
    FILLER = "says nothing"
    ORDINAL = "ordinal number"
    SPELLED = "number in words"
    NAMED = "number that belongs to a name or a quantity"


_TABLE: dict[Role, str] = {
    Role.SLIDE: """
        slide slides slids sld slidenumber slideno slidenr slidenum foil foils frame transparency transparencies
        transp foglio fogli lastra ppt
        folie folien foliennummer foliennr foliensatz fol titelfolie schlussfolie startfolie anfangsfolie backupfolie
        backupfolien zusatzfolie zusatzfolien
        diapositive diapositives diapo diapos planche planches transparent transparents
        diapositiva diapositivas lámina láminas filmina filminas transparencia transparencias
        diapositive slidee lucido lucidi
        eslaide slaide slaides lâmina lâminas
        dia dia's dias sheet sheets
        slajd slajdy slajdu slajdzie slajdów slajdach slajdami slajdem
        слайд слайды слайда слайде слайдов слайдах слайдами
        slayt slaytlar lysbild bild bilden bilder bildspel スライド 幻_灯_片 슬라이드 شريحة الشريحة स्लाइड שקף snímek""",
    Role.MANY: """
        slides foils frames transparencies folien backupfolien zusatzfolien diapositives diapos planches transparents
        diapositivas láminas filminas transparencias lucidi slaides
        dia's dias sheets slajdy slajdów slajdach слайды
        слайдов слайдах pages pgs pp seiten páginas pagine pagina's strony stron страницы страниц""",
    Role.PAGE: """
        page pages pg pgs p f pp seite seiten s ss
        ps blatt pag págs pág página páginas pagina pagine folha folhas
        hoja hojas
        pagina's bladzijde bladzijden blz strona strony stronie
        str stron стр страница страницы страницу странице с
        sida sidan sidor side sayfa 页 頁 ページ 쪽""",
    Role.PDF: "pdf pdfs acrobat adobe counter viewer reader file datei fichier archivo файл plik bestand índice index",
    Role.SIGN: """
        no nos nn num number numbers nr nrs # nº
        nummer nummern numéro numero número num. nummers numer numery numerze
        номер номера 第""",
    Role.AND: """
        and & 和 plus vs versus also as_well_as und sowie auch et
        ainsi_que y e ed anche oraz i także и also og och
        and_also and_slide and_then and_again und_auch und_dann en ve plus_the""",
    Role.OR: "or oder ou o u of lub albo или eller bzw beziehungsweise resp respectively and_or or_maybe oder_auch",
    Role.TO: """
        - to through thru till until up_to upto - bis bis_zu
        bis_zur 到 至 jusqu jusqu_a au à al hasta até ao a
        fino_a fino_alla alla tot t_m tot_en_met do aż_do до по tm till_och_med""",
    Role.END: """
        end the_end ende zum_ende schluss fin la_fin final
        el_final fine la_fine fim o_fim einde het_einde końca koniec
        конца end_of_lecture end_of_the_lecture""",
    Role.OF: "of out_of outof von aus sur de di da van z из su des del af av",
    Role.FROM: """
        from starting_from starting_at starting_with starting_on starting beginning_with beginning_at since ab von vom
        beginnend_mit de du des depuis à_partir_de
        à_partir_du à_partir_de_la à_partir desde a_partir_de a_partir_de_la
        a_partir_da a_partir_do a_partir a_partire_da a_partire_dalla da
        dal dalla vanaf van od począwszy_od с
        начиная_с
        fra från""",
    Role.UNTIL: "t_m tot_en_met until till up_to bis jusqu_à jusqu hasta até fino_a fino_alla tot до do",
    Role.NEXT: """
        f sq and_next and_the_next and_the_next_one and_next_one and_the_next_slide and_the_one_after
        and_the_following_one und_die_nächste und_nächste
        und_die_folgende et_la_suivante et_suivante y_la_siguiente
        e_la_successiva e_a_seguinte en_de_volgende i_następny и_следующий""",
    Role.ONWARDS: """
        ff fff onwards onward forward and_on and_up and_onwards and_after and_later and_beyond and_following
        and_the_following and_following_slides and_the_following_slides and_the_following_ones and_the_next_ones
        and_subsequent and_forward following_slides upwards afterwards
        and_so_on etc etcetera sqq et_seq et_seqq seqq usw und_folgende und_die_folgenden und_danach und_weiter
        und_folgende_folien
        fortfolgende folgende aufwärts und_ff an
        et_suivantes et_suivants et_les_suivantes suivantes et_suiv
        et_la_suite
        et_après y_siguientes y_las_siguientes siguientes
        en_adelante y_posteriores y_sucesivas in_poi in_avanti
        e_seguenti
        e_successive e_le_seguenti e_le_successive seguenti e_seguintes seguintes e_as_seguintes em_diante en_verder
        e_posteriores en_volgende e_v i_dalej i_następne i_kolejne i_następnych и_далее и_дальше
        и_следующие och_framåt wzwyż""",
    Role.FIRST: """
        first 1st very_first erste ersten erster
        erstes allererste anfangsfolie startfolie première premier 1ère
        1ere primera primero prima primo primeira primeiro eerste
        primeras primeros premières premiers prime primi primeiras primeiros pierwsze pierwszych первые первых
        pierwszy pierwsza pierwszego pierwszym pierwszej
        первый первая первом första""",
    Role.LAST: """
        last very_last final closing letzte letzten letzter
        letztes schlussfolie dernière dernier última último ultima
        ultimo últimas últimos ultime ultimi dernières derniers ostatnie ostatnich последние последних
        laatste ostatni ostatnia ostatniego ostatnim ostatniej последний последняя последнем
        sista 最_后 最_后_一""",
    Role.TITLE: """
        title titlepage titleslide cover titel titelfolie
        titelseite titelblatt deckblatt titre couverture título
        portada
        titolo copertina capa titelpagina voorblad titeldia
        tytułowy tytułowa tytuł tytułowego tytułowym titulo
        титульный титул титульного заглавный title_page cover_page""",
    Role.BACKUP: """
        backup backups back_up bkp bckp appendix appendices annex anhang backupfolie backupfolien reservefolien
        zusatzfolie
        zusatzfolien annexe annexes anexo anexos apéndice
        appendice appendici apêndice bijlage bijlagen dodatek
        załącznik zapasowy zapasowe zapasowych приложение приложения запасной запасные bilaga""",
    Role.SPARE: """
        extra bonus reserve spare supplementary
        supplemental supplement additional zusätzliche ergänzende
        supplémentaires
        supplémentaire secours adicional adicionales respaldo
        riserva supplementare aggiuntiva aggiuntive reserva
        dodatkowy dodatkowe extras дополнительный дополнительные""",
    Role.ABOUT: """
        about on with of for titled called named entitled regarding concerning discussing showing explaining describing
        introducing covering presenting comparing dealing_with talking_about headed labelled labeled
        über zu zum zur mit von namens betitelt bezüglich
        betreffend sur avec de du des intitulée intitulé concernant
        montrant sobre con acerca titulada titulado titolata titolato su sul sulla sui sugli sulle sullo di del della
        com
        intitulado over met van genaamd o z na_temat pod_tytułem zatytułowany про о об с om med""",
    Role.HEDGE: """ ~
        maybe perhaps probably possibly think believe guess around approx approximately roughly circa ca c ish about
        near
        somewhere sure unsure might must_be should_be
        i_think not_sure vielleicht wahrscheinlich ungefähr etwa
        vermutlich
        glaube wohl um peut_être environ vers crois
        probablement quizás quizá tal_vez creo alrededor aproximadamente
        posiblemente probablemente forse credo penso circa probabilmente talvez acho provavelmente cerca misschien
        ongeveer
        denk może chyba około prawdopodobnie mniej_więcej может
        наверное примерно около думаю kanske lub_coś or_so
        oder_so
        or_something not isn nicht pas instead but sondern aber mais pero ma maar ale но wrong""",
    Role.BESIDE: """
        after before between next previous prior past preceding following beyond behind just_after right_after nach vor
        zwischen nächste vorherige vorige après avant entre
        suivante précédente después antes siguiente anterior dopo
        prima tra fra successiva precedente depois seguinte na
        voor tussen volgende vorige po przed między następny
        poprzedni после перед между penultimate
        vorletzte vorletzten avant_dernière penúltima penultima but_one
        second_to_last second_last next_to_last zweitletzte efter före near""",
    Role.BETWEEN: "between zwischen zw entre tra fra tussen między między между mellan",
    Role.LECTURE: """
        lecture lectures lect lec talk day session class presentation deck week l vl vorlesung vortrag tag woche
        sitzung cours séance leçon conférence jour semaine
        clase lección charla día sesión semana lezione giorno
        sessione aula dia palestra aulas sessão les college
        dag sessie week wykład wykładu wykładzie dzień sesja лекция
        лекции день föreläsning exposé set""",
    Role.SECTION: """
        part parts section sec chapter chap ch unit module block teil kapitel abschnitt kap partie chapitre parte
        sección
        capítulo capitolo sezione seção deel hoofdstuk część rozdział sekcja часть глава раздел del""",
    Role.PART: """
        equation equations eq eqs eqn formula formulas formulae figure figures fig figs plot plots table tables tab
        graph
        graphs bullet bullets point points bulletpoint line lines row rows column columns col paragraph item items
        theorem
        lemma definition def example ex exercise footnote note box panel image picture diagram step sentence curve
        reference ref question q word term algorithm alg corollary proposition property problem
        gleichung gl formel formeln abbildung abb bild grafik tabelle zeile punkt stichpunkt absatz spalte satz
        beispiel
        aufgabe fußnote kurve frage aufzählungspunkt schaubild diagramm
        équation formule tableau graphique ligne puce
        alinéa théorème exemple note question colonne courbe
        ecuación fórmula figura tabla gráfico gráfica línea
        punto viñeta fila columna teorema ejemplo pregunta
        equazione grafico tabella riga formula colonna esempio domanda punto
        equação tabela linha gráfico ponto coluna pergunta exemplo
        vergelijking figuur tabel grafiek regel punt vraag opsomming kolom voorbeeld
        równanie równania wzór rysunek rys wykres tabela linia punkt wiersz kolumna pytanie
        уравнение формула рисунок рис таблица график строка пункт вопрос ekvation""",
    Role.TIME: """
        min mins minute minutes sec seconds hour hours am pm o_clock uhr minuten minuto minutos minuti
        minuut minuta minucie минута мин минуте timestamp time zeit recording video""",
    Role.UNIT: """
        sigma sigmas gev tev mev kev ev fb pb layer layers dimension dimensions dimensional body point jet jets lepton
        leptons epoch epochs step steps percent year years neurons parameters nodes loop loops tops b particle
        particles
        flavour flavor flavours schichten dimensionen prozent jahre couches dimensiones capas strati dimensioni camadas
        lagen warstwy m cm mm km kg hz khz mhz ghz k classes class bit bits fold folds order body qubits qubit photons
        vs channels channel hidden input inputs output outputs points stages phases types kinds ways methods""",
    Role.PLACE: """
        top bottom left right middle upper lower center centre corner side oben unten links rechts mitte obere untere
        haut bas gauche droite milieu arriba abajo izquierda derecha centro alto basso sinistra destra cima baixo
        esquerda
        direita boven onder midden góra dół lewo prawo góry
        dole half hand part plot figure equation bullet box image
        picture graph table formula line panel diagram""",
    Role.FILLER: """
        the a an this that it its was is are be on in at of for i my see cf please question questions about refers
        referring regarding to concerning lecture s here im me you your number we all thanks q re it's
        der die das den dem des auf zu zur zum in im bei siehe frage fragen betrifft bitte ist war es diese dieser ich
        le la les l un une du de des à au aux sur dans
        voir est c'était el los las en del al un una ver es era
        il lo gli i nella nel sulla sul alla della è vedi o os
        as no nos nas do da em ver é de het op bij zie
        dit deze na w we ze nr str zob jest to ten на
        в во см это den det på i exactly only just mainly especially both
        specifically que che dass fue foi era war says said them corner entitled starting respectively each deck
        your my main which welche quelle cuál quale qual welk który""",
}

_TYPO_STEMS = ("slide", "slides", "folie", "folien", "diapo", "slajd", "diapositiva", "diapositive")
_NO_TYPOS = frozenset("side lide slides slice glide elide slime snide slate sides slices glides folio foliet".split())


def _dropped_or_swapped(word: str) -> set[str]:
    """Return the slips of a finger: two letters swapped, one left out, one typed twice."""
    swapped = {word[:i] + word[i + 1] + word[i] + word[i + 2 :] for i in range(len(word) - 1)}
    dropped = {word[:i] + word[i + 1 :] for i in range(1, len(word))}
    doubled = {word[:i] + word[i] + word[i:] for i in range(len(word))}
    return swapped | dropped | doubled


def _replaced(word: str) -> set[str]:
    """Return the word with any one letter replaced by another: likely a typo, but not surely."""
    return {word[:i] + letter + word[i + 1 :] for i in range(len(word)) for letter in "abcdefghijklmnopqrstuvwxyz"}


def _roles() -> tuple[dict[str, frozenset[Role]], dict[str, dict[tuple[str, ...], frozenset[Role]]]]:
    """Turn the table round: from folded word, and from first word of a phrase, to roles."""
    gathered: dict[tuple[str, ...], set[Role]] = {}
    for role, words in _TABLE.items():
        for word in words.split():
            key = tuple(folded(word.replace("_", " ")).split())
            gathered.setdefault(key, set()).add(role)
    single = {key[0]: frozenset(roles) for key, roles in gathered.items() if len(key) == 1}
    phrases: dict[str, dict[tuple[str, ...], frozenset[Role]]] = {}
    for key, roles in gathered.items():
        if len(key) > 1:
            phrases.setdefault(key[0], {})[key] = frozenset(roles)
    return single, phrases


ROLES, PHRASES = _roles()
"""Folded word → roles; and first word → phrase → roles."""

TYPOS = frozenset().union(*map(_dropped_or_swapped, _TYPO_STEMS)) - _NO_TYPOS - ROLES.keys()
"""Misspellings that surely mean a slide where a number follows."""

LIKELY_TYPOS = frozenset().union(*map(_replaced, _TYPO_STEMS)) - _NO_TYPOS - TYPOS - ROLES.keys()
"""Misspellings that probably do."""

NO_ROLES: frozenset[Role] = frozenset()
