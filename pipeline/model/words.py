"""The printed words, in five languages. Settings may replace each one under `[words]`."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Every word the pipeline itself prints into a document.

    `title` is a pattern with {who} and {lecture}. Labels end in a full stop, which the code adds.
    """

    questions_and_answers: str
    slide: str
    slides: str
    slide_about: str
    not_specified: str
    whole_lecture: str
    first_slide: str
    last_slide: str
    title_slide: str
    backup_slide: str
    backup_slides: str
    from_slide: str
    and_: str
    asked_by: str  # with {count}
    also_on: str  # with {slides}
    late: str
    address_removed: str  # stands where a participant typed an e-mail address or a phone number
    page_of: str  # with {page} and {pages}
    first_written: str  # with {date}
    answer: str  # the slot's word where no lecturer is named
    introduction: str


_ENGLISH = Words(
    questions_and_answers="Questions and answers",
    slide="Slide",
    slides="Slides",
    slide_about="Slide about",
    not_specified="Slide not specified",
    whole_lecture="Whole lecture",
    first_slide="First slide",
    last_slide="Last slide",
    title_slide="Title slide",
    backup_slide="Backup slide",
    backup_slides="Backup slides",
    from_slide="From slide {first} on",
    and_="and",
    asked_by="asked by {count}",
    also_on="also: {slides}",
    late="sent in after the closing time",
    address_removed="[address removed]",
    page_of="Page {page} of {pages}",
    first_written="First written on {date}",
    answer="A",
    introduction=(
        "The following questions were submitted by participants. Some may have been answered during the "
        "session already; please write an answer under each one all the same, for those who could not attend. "
        "Thank you!"
    ),
)

_GERMAN = Words(
    questions_and_answers="Fragen und Antworten",
    slide="Folie",
    slides="Folien",
    slide_about="Folie über",
    not_specified="Folie nicht angegeben",
    whole_lecture="Ganze Vorlesung",
    first_slide="Erste Folie",
    last_slide="Letzte Folie",
    title_slide="Titelfolie",
    backup_slide="Zusatzfolie",
    backup_slides="Zusatzfolien",
    from_slide="Ab Folie {first}",
    and_="und",
    asked_by="gefragt von {count}",
    also_on="auch: {slides}",
    late="nach Ablauf der Frist eingereicht",
    address_removed="[Adresse entfernt]",
    page_of="Seite {page} von {pages}",
    first_written="Erstmals geschrieben am {date}",
    answer="A",
    introduction=(
        "Die folgenden Fragen haben Teilnehmende eingereicht. Einige wurden vielleicht schon in der Veranstaltung "
        "beantwortet; bitte schreiben Sie trotzdem unter jede eine Antwort, für alle, die nicht dabei sein "
        "konnten. Vielen Dank!"
    ),
)

_FRENCH = Words(
    questions_and_answers="Questions et réponses",
    slide="Diapositive",
    slides="Diapositives",
    slide_about="Diapositive sur",
    not_specified="Diapositive non précisée",
    whole_lecture="Tout le cours",
    first_slide="Première diapositive",
    last_slide="Dernière diapositive",
    title_slide="Diapositive de titre",
    backup_slide="Diapositive supplémentaire",
    backup_slides="Diapositives supplémentaires",
    from_slide="À partir de la diapositive {first}",
    and_="et",
    asked_by="posée par {count}",
    also_on="aussi : {slides}",
    late="envoyée après la clôture",
    address_removed="[adresse retirée]",
    page_of="Page {page} sur {pages}",
    first_written="Première version du {date}",
    answer="R",
    introduction=(
        "Les questions suivantes ont été posées par les participants. Certaines ont peut-être déjà reçu une réponse "
        "pendant la séance ; merci d'écrire tout de même une réponse sous chacune, pour celles et ceux qui "
        "n'ont pas pu être présents."
    ),
)

_SPANISH = Words(
    questions_and_answers="Preguntas y respuestas",
    slide="Diapositiva",
    slides="Diapositivas",
    slide_about="Diapositiva sobre",
    not_specified="Diapositiva no indicada",
    whole_lecture="Toda la clase",
    first_slide="Primera diapositiva",
    last_slide="Última diapositiva",
    title_slide="Diapositiva de título",
    backup_slide="Diapositiva adicional",
    backup_slides="Diapositivas adicionales",
    from_slide="A partir de la diapositiva {first}",
    and_="y",
    asked_by="preguntada por {count}",
    also_on="también: {slides}",
    late="enviada después del cierre",
    address_removed="[dirección eliminada]",
    page_of="Página {page} de {pages}",
    first_written="Primera versión del {date}",
    answer="R",
    introduction=(
        "Las siguientes preguntas fueron enviadas por los participantes. Es posible que algunas ya se hayan respondido "
        "en la sesión; aun así, escriba por favor una respuesta debajo de cada una, para quienes no pudieron "
        "asistir. ¡Muchas gracias!"
    ),
)

_ITALIAN = Words(
    questions_and_answers="Domande e risposte",
    slide="Diapositiva",
    slides="Diapositive",
    slide_about="Diapositiva su",
    not_specified="Diapositiva non indicata",
    whole_lecture="Tutta la lezione",
    first_slide="Prima diapositiva",
    last_slide="Ultima diapositiva",
    title_slide="Diapositiva del titolo",
    backup_slide="Diapositiva aggiuntiva",
    backup_slides="Diapositive aggiuntive",
    from_slide="Dalla diapositiva {first} in poi",
    and_="e",
    asked_by="chiesta da {count}",
    also_on="anche: {slides}",
    late="inviata dopo la chiusura",
    address_removed="[indirizzo rimosso]",
    page_of="Pagina {page} di {pages}",
    first_written="Prima versione del {date}",
    answer="R",
    introduction=(
        "Le domande seguenti sono state inviate dai partecipanti. Alcune potrebbero aver già ricevuto risposta durante "
        "la sessione; vi preghiamo comunque di scrivere una risposta sotto ciascuna, per chi non ha potuto "
        "partecipare. Grazie!"
    ),
)

BUILT_IN = {"en": _ENGLISH, "de": _GERMAN, "fr": _FRENCH, "es": _SPANISH, "it": _ITALIAN}


def words_for(language: str) -> Words:
    """Return the built-in words of a BCP 47 language (`de-CH` reads as `de`); English for any other."""
    return BUILT_IN.get(language.split("-", maxsplit=1)[0].lower(), _ENGLISH)
