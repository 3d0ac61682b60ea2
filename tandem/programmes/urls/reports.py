from django.urls import URLPattern, path, register_converter

from tandem.programmes.views import messages, phases, reports

DUTCH_KINDS = {
    "scan_report": "organisatiescan",
    "objectives": "doelstellingen",
    "action_plan": "plan-van-aanpak",
    "implementation_evaluation": "uitvoering",
    "final_report": "eindverslag",
    "follow_up_note": "feedbackmoment",
}


class DocumentKind:
    """The kind of a document, in Dutch in the address."""

    regex = "|".join(DUTCH_KINDS.values())

    def to_python(self, value: str) -> str:
        """From the address to the kind."""
        return {dutch: kind for kind, dutch in DUTCH_KINDS.items()}[value]

    def to_url(self, value: str) -> str:
        """From the kind to the address."""
        return DUTCH_KINDS[value]


register_converter(DocumentKind, "document_kind")
REPORT = "trajecten/<uuid:pk>/verslag/<document_kind:kind>/"

urlpatterns: list[URLPattern] = [
    path(REPORT, reports.report, name="report"),
    path(f"{REPORT}schrijven/", reports.report_edit, name="report_edit"),
    path(f"{REPORT}vanzelf-bewaren/", reports.report_autosave, name="report_autosave"),
    path(f"{REPORT}definitief/", reports.report_finalise, name="report_finalise"),
    path(f"{REPORT}heropenen/", reports.report_reopen, name="report_reopen"),
    path(f"{REPORT}versies/<int:number>/", reports.report_version, name="report_version"),
    path(f"{REPORT}pdf/", reports.report_pdf, name="report_pdf"),
    path("trajecten/<uuid:pk>/aanbevelingen/", reports.recommendation_checklist, name="recommendation_checklist"),
    path("trajecten/<uuid:pk>/fase/", phases.phase_decide, name="phase_decide"),
    path("trajecten/<uuid:pk>/stopzetten/", phases.trajectory_stop, name="trajectory_stop"),
    path("trajecten/<uuid:pk>/berichten/", messages.trajectory_messages, name="trajectory_messages"),
]
