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
    slide_as_typed: str  # with {text}, where the reading is doubtful
    address_removed: str  # stands where a participant typed an e-mail address or a phone number
    question_removed: str  # stands in place of a question that was taken out, where something is typed below it
    page_of: str  # with {page} and {pages}
    first_written: str  # with {date}
    answer: str  # the slot's word where no lecturer is named
    sheet_id: str  # titles of the columns of an answer sheet
    sheet_slide: str
    sheet_question: str
    sheet_asked: str
    sheet_answer: str
    sheet_guide: str  # name of the second sheet, which tells how to fill in the first
    sheet_how_to: str  # what stands there; a line is a paragraph
    sheet_cut: str  # ends a question that is longer than a cell can hold
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
    slide_as_typed="slide as typed: “{text}”",
    address_removed="[address removed]",
    question_removed="[question removed by the organisers]",
    page_of="Page {page} of {pages}",
    first_written="First written on {date}",
    answer="A",
    sheet_id="ID",
    sheet_slide="Slide",
    sheet_question="Question",
    sheet_asked="Asked",
    sheet_answer="Answer",
    sheet_guide="How to answer",
    sheet_how_to=(
        "Please type into the column “Answer”, in the row of the question. Alt+Enter (⌘+Option+Enter on a Mac) "
        "begins a new line.\n"
        "Bold, italic, links and formulas like $E = mc^2$ are kept. Answer in any order, now or later; new "
        "questions are added at the end.\n"
        "You may sort, filter, hide, colour or add rows and columns. To sort, take off the sheet protection "
        "first; it has no password.\n"
        "The ID tells which question an answer belongs to: please leave that column as it is."
    ),
    sheet_cut="… [cut: longer than a cell can hold; the organisers have the whole question]",
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
    slide_as_typed="Folie wie angegeben: „{text}“",
    address_removed="[Adresse entfernt]",
    question_removed="[Frage von der Leitung entfernt]",
    page_of="Seite {page} von {pages}",
    first_written="Erstmals geschrieben am {date}",
    answer="A",
    sheet_id="ID",
    sheet_slide="Folie",
    sheet_question="Frage",
    sheet_asked="Gefragt",
    sheet_answer="Antwort",
    sheet_guide="So geht es",
    sheet_how_to=(
        "Bitte schreiben Sie in die Spalte „Antwort“, in die Zeile der Frage. Alt+Eingabe (⌘+Option+Eingabe am "
        "Mac) beginnt eine neue Zeile.\n"
        "Fett, kursiv, Links und Formeln wie $E = mc^2$ bleiben erhalten. Antworten Sie in beliebiger "
        "Reihenfolge, jetzt oder später; neue Fragen kommen unten dazu.\n"
        "Sie dürfen sortieren, filtern, ausblenden, färben und Zeilen oder Spalten einfügen. Zum Sortieren heben "
        "Sie zuerst den Blattschutz auf; er hat kein Passwort.\n"
        "Die ID sagt, zu welcher Frage eine Antwort gehört: Bitte lassen Sie diese Spalte, wie sie ist."
    ),
    sheet_cut="… [gekürzt: länger, als eine Zelle fasst; die ganze Frage liegt bei der Organisation]",
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
    slide_as_typed="diapositive telle qu'indiquée : « {text} »",
    address_removed="[adresse retirée]",
    question_removed="[question retirée par les organisateurs]",
    page_of="Page {page} sur {pages}",
    first_written="Première version du {date}",
    answer="R",
    sheet_id="ID",
    sheet_slide="Diapositive",
    sheet_question="Question",
    sheet_asked="Posée",
    sheet_answer="Réponse",
    sheet_guide="Comment répondre",
    sheet_how_to=(
        "Merci d’écrire dans la colonne « Réponse », sur la ligne de la question. Alt+Entrée (⌘+Option+Entrée sur "
        "Mac) commence une nouvelle ligne.\n"
        "Le gras, l’italique, les liens et les formules comme $E = mc^2$ sont conservés. Répondez dans l’ordre de "
        "votre choix, maintenant ou plus tard ; les nouvelles questions s’ajoutent à la fin.\n"
        "Vous pouvez trier, filtrer, masquer, colorer et ajouter des lignes ou des colonnes. Pour trier, ôtez "
        "d’abord la protection de la feuille ; elle n’a pas de mot de passe.\n"
        "L’ID indique à quelle question appartient une réponse : merci de laisser cette colonne telle quelle."
    ),
    sheet_cut="… [coupée : plus longue qu’une cellule ; les organisateurs ont la question entière]",
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
    slide_as_typed="diapositiva tal como se indicó: «{text}»",
    address_removed="[dirección eliminada]",
    question_removed="[pregunta retirada por la organización]",
    page_of="Página {page} de {pages}",
    first_written="Primera versión del {date}",
    answer="R",
    sheet_id="ID",
    sheet_slide="Diapositiva",
    sheet_question="Pregunta",
    sheet_asked="Veces",
    sheet_answer="Respuesta",
    sheet_guide="Cómo responder",
    sheet_how_to=(
        "Escriba por favor en la columna «Respuesta», en la fila de la pregunta. Alt+Intro (⌘+Opción+Intro en un "
        "Mac) empieza una línea nueva.\n"
        "Se conservan la negrita, la cursiva, los enlaces y las fórmulas como $E = mc^2$. Responda en el orden "
        "que quiera, ahora o más tarde; las preguntas nuevas se añaden al final.\n"
        "Puede ordenar, filtrar, ocultar, colorear y añadir filas o columnas. Para ordenar, quite antes la "
        "protección de la hoja; no tiene contraseña.\n"
        "El ID dice a qué pregunta pertenece una respuesta: por favor, deje esa columna como está."
    ),
    sheet_cut="… [cortada: más larga que una celda; los organizadores tienen la pregunta completa]",
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
    slide_as_typed="diapositiva come indicata: «{text}»",
    address_removed="[indirizzo rimosso]",
    question_removed="[domanda rimossa dagli organizzatori]",
    page_of="Pagina {page} di {pages}",
    first_written="Prima versione del {date}",
    answer="R",
    sheet_id="ID",
    sheet_slide="Diapositiva",
    sheet_question="Domanda",
    sheet_asked="Chiesta",
    sheet_answer="Risposta",
    sheet_guide="Come rispondere",
    sheet_how_to=(
        "Scrivete per favore nella colonna «Risposta», nella riga della domanda. Alt+Invio (⌘+Opzione+Invio su "
        "Mac) inizia una nuova riga.\n"
        "Grassetto, corsivo, collegamenti e formule come $E = mc^2$ restano. Rispondete nell’ordine che volete, "
        "ora o più tardi; le nuove domande si aggiungono in fondo.\n"
        "Potete ordinare, filtrare, nascondere, colorare e aggiungere righe o colonne. Per ordinare, togliete "
        "prima la protezione del foglio; non ha password.\n"
        "L’ID dice a quale domanda appartiene una risposta: per favore lasciate quella colonna com’è."
    ),
    sheet_cut="… [tagliata: più lunga di una cella; gli organizzatori hanno la domanda intera]",
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
