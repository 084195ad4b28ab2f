"""Cells that name no slide: "n/a", "I don't remember the slide number", and cells that mean the whole lecture.

A cell says nothing if all its words are in the vocabulary and at least one of them denies; it is general if all
are in the vocabulary and at least one generalises. So no sentence has to be foreseen, only its words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.triage.slide_characters import folded
from pipeline.triage.slide_words import NO_ROLES, ROLES, TYPOS, Role


def _words(text: str) -> frozenset[str]:
    """Fold a table of words."""
    return frozenset(folded(text).split())


_EMPTY_ROLES = frozenset({Role.SLIDE, Role.PAGE, Role.SIGN, Role.FILLER, Role.PDF})
_PLACE_ROLES = frozenset({Role.TITLE, Role.BACKUP, Role.FIRST, Role.LAST})
_NOT_APPLICABLE = re.compile(r"\bn ?[/.] ?a\b")
_LETTERS = re.compile(r"[^\W\d_]+")

# The whole cell, letters only.
_SQUEEZED = _words("""
    na nan null nil none nope no non nicht nein keine kein ka kein kA nv nvt nb bd sd nd so sp snm x xx xxx xxxx tbd
    tba ind
    idk dk dunno dontknow undefined unspecified unknown void empty blank leer vide vacio vuoto leeg puste brak nd
    nothing
    unclear forgot vergessen oublie olvide su siehefrage seequestion seebelow asabove sameasabove ditto same dito
    idem nvm
    nsp nc sans pas aucun aucune rien ninguna ninguno nada nessuna nessuno niente nenhum nenhuma geen onbekend zaden
    zadna
    zadnego nie нет никакой неизвестно незнаю nej ingen inget yok ? test""")

# At least one of these …
_DENYING = _words("""
    no not none nothing dont didnt doesnt cant couldnt cannot unknown unsure forgot forgotten without never isnt
    wasnt unspecified
    unclear idk missing skip skipped below above voir vedi
    zie nein nicht kein keine keiner keinen keinem weiß weiss
    vergessen ohne unbekannt unklar ahnung
    siehe aucun aucune pas sans sais rien oublié
    inconnu inconnue ne ninguna ninguno sin sé recuerdo olvidé
    desconocida nada
    nessuna nessuno senza non so ricordo dimenticato sconosciuta
    nenhum nenhuma sem não sei lembro esqueci geen niet
    weet
    zonder onbekend vergeten brak nie żaden żadna żadnego
    bez wiem pamiętam nieznany нет не без никакой никакого
    неизвестно
    забыл забыла помню any available inte ej vet ingen yok bilmiyorum hatırlamıyorum
    不记得 不记得了 不知道 不清楚 没有 无""")

# Who denies one of these does not know the slide, whatever else is said.
_KNOWN_THINGS = _words("""
    know remember remeber rember recall sure read see
    number idea weiß weiss erinnern sicher nummer sais souviens
    numéro sé recuerdo número so ricordo numero sei lembro weet onthouden nummer wiem pamiętam numeru
    знаю помню номер vet""")

# … and the others among these.
_BESIDES = _words("""
    i im id me am was were is are be been do does did have has had the a an this that it its which what where when
    any specific
    particular certain exact exactly slide slides number numbers page pages nr in on of for to at from here there
    sure really
    remember remeber rember remmeber recall know knew find see seen given specified indicated applicable available
    mentioned provided note noted
    write wrote down look looked sorry just only actually anymore now question questions field my your one single
    related more
    attached answer about it's unfortunately forget think no. number's anything but and or yet
    ich es mir mich ist war die der das den dem folie folien nummer mehr leider genau genaue gerade angabe angaben
    bekannt
    bestimmte bestimmten spezielle spezielles erinnern erinnere kann zu zur frage unten oben auf an keine welche
    seite gemerkt
    je j ai la le les l un une de
    du des diapo diapositive diapositives numéro page précise précisé précisée
    particulière souviens
    me m suis sûr sûre plus retenu en spécifique
    no yo me lo el la los las de
    del una un diapositiva diapositivas número página específica concreta particular
    acuerdo
    estoy segura seguro indicada especificada
    il lo la un una di del della diapositiva diapositive numero pagina specifica particolare mi sono sicuro sicura
    ricordo più
    o um uma do da slide número página específico específica me estou certeza especificado
    de het een dia nummer pagina ik meer specifieke zeker bepaalde onthouden niets
    slajdu slajd numeru numer strony konkretnego konkretny nie jestem pewien pewna
    я слайд слайда номер номера страницы конкретного точно знаю jag bild sidan""")

_GENERALISING = _words("""
    general generic generally overall whole all entire everything every everywhere throughout global globally any
    lecture-wide
    allgemein allgemeine allgemeines allgemeiner gesamt gesamte gesamten ganze ganzen ganzer alle alles insgesamt
    generell
    général générale généralement globalement tout toute toutes tous ensemble entier entière globale
    general todo toda todas todos general generales entera entero completa
    generale tutto tutta tutte tutti intera intero
    geral tudo inteira completa algemeen algemene hele heel gehele alle
    ogólne ogólny ogólnie ogólna cały cała całość całego całej wszystkie wszystko
    общий общее общая вообще вся весь всё все всей целиком hela allmän allmänt alla genel""")

_AROUND_GENERAL = _words("""
    the a an in on of for to about this it its is was question questions lecture lectures slide slides talk
    presentation deck
    topic comment course part my concept series session set remark point subject discussion not one specific related
    and or with across as over just pages thing things feedback of them these those
    die der das den zu zum zur im in
    auf frage fragen vorlesung vorlesungen vortrag präsentation folie folien thema
    kommentar eine
    le la les l du de des en sur
    question questions cours diapos diapositives présentation sujet une un exposé
    el la los las de del en sobre pregunta preguntas clase charla presentación diapositivas tema una un
    il lo la le di del della dell in su domanda domande lezione presentazione diapositive una un tema
    o a os as de do da em sobre pergunta aula apresentação palestra slides uma
    de het een over in vraag les college presentatie dia's dias lezing
    pytanie pytania do wykładu wykład prezentacja prezentacji slajdy w o
    вопрос вопросы к по о лекция лекции презентация слайды в fråga föreläsningen""")

_SOME = _words("""
    several various multiple many some different mehrere verschiedene viele diverse plusieurs diverses varias varios
    diversas varie diverse molte várias vários muitas verschillende meerdere kilka różne wiele несколько разные""")


def _said(cell: str) -> list[str]:
    """Return the words of a folded cell, with "n/a" as the word it stands for."""
    return _LETTERS.findall(_NOT_APPLICABLE.sub(" none ", cell))


def says_nothing(cell: str) -> bool:
    """Tell whether a folded cell without any digit says that there is no slide, or says nothing at all."""
    words = _said(cell)
    if not words:
        return True
    if "".join(words) in _SQUEEZED:
        return True
    known = _DENYING | _BESIDES
    return all(word in known for word in words) and any(word in _DENYING for word in words)


def is_general(cell: str) -> bool:
    """Tell whether a folded cell without any digit means the whole lecture."""
    return _made_of(cell, _GENERALISING)


def is_about_not_knowing(word: str) -> bool:
    """Tell whether a folded word is one of those people use to say that they do not know."""
    return word in _DENYING or word in _BESIDES


def is_not_knowing(words: Iterable[str]) -> bool:
    """Tell whether folded words hold a denial and a thing one may not know: "couldn't see the number from the back"."""
    said = set(words)
    return not said.isdisjoint(_DENYING - _KNOWN_THINGS) and not said.isdisjoint(_KNOWN_THINGS)


def is_several(cell: str) -> bool:
    """Tell whether it says "several slides" without saying which."""
    return _made_of(cell, _SOME)


def _made_of(cell: str, needed: frozenset[str]) -> bool:
    """Tell whether all words are around the general ones and one of the needed is there."""
    words = _said(cell)
    return any(word in needed for word in words) and all(
        word in needed or word in _AROUND_GENERAL or word in _GENERALISING or is_about_not_knowing(word)
        for word in words
    )


def is_only_slide_words(cell: str) -> bool:
    """Tell whether nothing but "slide", "the slides" or "page" stands there."""
    words = _LETTERS.findall(cell)
    return all(
        word in TYPOS or (ROLES.get(word, NO_ROLES) & _EMPTY_ROLES and not ROLES.get(word, NO_ROLES) & _PLACE_ROLES)
        for word in words
    )
