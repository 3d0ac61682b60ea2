"""The evaluation on paper: the same questions as a PDF, one sheet per language."""

from datetime import date

from tandem.kernel.documents.codes import qr_png
from tandem.kernel.documents.pdf import Picture, render_pdf
from tandem.sessions.evaluation_questions import (
    MOMENTS,
    PAIR,
    SCALES,
    STEPS,
    TEXT,
    Question,
    page_text,
    screens_of,
)
from tandem.sessions.models import EvaluationForm

BOX = "☐"
QR_ALT = {
    "nl": "QR-code van deze vragenlijst",
    "fr": "Code QR de ce questionnaire",
    "en": "QR code of this questionnaire",
}


def evaluation_paper(form: EvaluationForm, *, language: str, link: str, on: date) -> bytes:
    """A form to fill in by hand, with a QR for whoever prefers the phone."""
    return render_pdf("sessions/evaluation_paper.typ", {
        "title": page_text("paper_title", language), "made_on": on, "footer": form.series.title,
        "intro": [page_text("paper_how", language), page_text("paper_promise", language)],
        "phone": page_text("paper_phone", language), "no_names": page_text("no_names", language),
        "qr": Picture(qr_png(link, scale=8), alt=QR_ALT[language], width_mm=26),
        "screens": [
            {"title": screen.title[language], "questions": [_question(question, language) for question in screen.questions]}
            for screen in screens_of(form.question_set)
        ],
    }, language=language)  # fmt: skip


def _question(question: Question, language: str) -> dict[str, object]:
    if question.kind == TEXT:
        return {"text": question.text[language], "lines": 4}
    steps = tuple(reversed(STEPS))
    words = [SCALES[question.scale][step][language] for step in steps]
    heads = [words_of[language] for words_of in MOMENTS.values()] if question.kind == PAIR else [""]
    return {"text": question.text[language], "words": words, "rows": [[head, *[BOX] * len(steps)] for head in heads]}
