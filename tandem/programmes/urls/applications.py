from django.urls import URLPattern, path, register_converter

from tandem.programmes.rules.application import STEP_SLUGS
from tandem.programmes.views import application, application_lists, application_start, application_steps, decision


class StepConverter:
    """A step of the application by its Dutch word."""

    regex = "|".join(STEP_SLUGS.values())
    _steps = {slug: step for step, slug in STEP_SLUGS.items()}

    def to_python(self, value: str) -> str:
        return self._steps[value]

    def to_url(self, value: str) -> str:
        return STEP_SLUGS[value]


register_converter(StepConverter, "application_step")

FILE = "aanvragen/<uuid:pk>/"
urlpatterns: list[URLPattern] = [
    path("aanvragen/", application_lists.application_list, name="application_list"),
    path("aanvragen/nieuw/", application_start.application_start, name="application_start"),
    path("aanvragen/wachtrij/", application_lists.application_queue, name="application_queue"),
    path("aanvragen/wachtrij/aanvragen.csv", application_lists.application_export, name="application_export"),
    path("aanvragen/te-versturen/", decision.decision_outbox, name="decision_outbox"),
    path(FILE, application.application, name="application"),
    path(f"{FILE}indienen/", application.application_submit, name="application_submit"),
    path(f"{FILE}ontvangen/", application.application_receipt, name="application_receipt"),
    path(f"{FILE}antwoorden/", application.application_answer, name="application_answer"),
    path(f"{FILE}intrekken/", application.application_withdraw, name="application_withdraw"),
    path(f"{FILE}afdruk/", application.application_print, name="application_print"),
    path(f"{FILE}brief/", application.application_letter, name="application_letter"),
    path(f"{FILE}beslissen/", decision.application_decide, name="application_decide"),
    path(f"{FILE}beslissing-terugnemen/", decision.decision_undo, name="decision_undo"),
    path(
        f"{FILE}bewaren/<application_step:step>/", application_steps.application_autosave, name="application_autosave"
    ),
    path(f"{FILE}<application_step:step>/", application_steps.application_step, name="application_step"),
]
