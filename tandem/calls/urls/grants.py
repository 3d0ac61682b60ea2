"""Grants with their contract, payments, budget and reports."""

from django.urls import path

from tandem.calls.views import grant, grant_report, payment

urlpatterns = [
    path("oproepen/beheer/<uuid:pk>/contracten/", grant.grants_offer, name="grants_offer"),
    path("subsidies/", grant.grant_list, name="grant_list"),
    path("subsidies/betalingen/", payment.payment_queue, name="payment_queue"),
    path("subsidies/verslagen/<uuid:pk>/", grant_report.grant_report, name="grant_report"),
    path("subsidies/verslagen/<uuid:pk>/terug/", grant_report.grant_report_return, name="grant_report_return"),
    path("subsidies/verslagen/<uuid:pk>/goed/", grant_report.grant_report_approve, name="grant_report_approve"),
    path("subsidies/verslagen/<uuid:pk>/bijlage/", grant_report.grant_report_file_add, name="grant_report_file_add"),
    path(
        "subsidies/verslagen/<uuid:pk>/bijlagen/<int:number>/", grant_report.grant_report_file, name="grant_report_file"
    ),
    path("subsidies/schijven/<uuid:pk>/", payment.instalment, name="instalment"),
    path("subsidies/schijven/<uuid:pk>/voorstel/", payment.instalment_propose, name="instalment_propose"),
    path("subsidies/schijven/<uuid:pk>/goed/", payment.instalment_approve, name="instalment_approve"),
    path("subsidies/schijven/<uuid:pk>/terug/", payment.instalment_send_back, name="instalment_send_back"),
    path("subsidies/schijven/<uuid:pk>/betaald/", payment.instalment_paid, name="instalment_paid"),
    path("subsidies/begroting/<uuid:pk>/", grant.budget_change, name="budget_change"),
    path("subsidies/begroting/<uuid:pk>/intrekken/", grant.budget_change_withdraw, name="budget_change_withdraw"),
    path("subsidies/<uuid:pk>/", grant.grant, name="grant"),
    path("subsidies/<uuid:pk>/contract/", grant.grant_contract, name="grant_contract"),
    path("subsidies/<uuid:pk>/teken/", grant.grant_sign, name="grant_sign"),
    path("subsidies/<uuid:pk>/schijven-wijzigen/", payment.grant_instalments, name="grant_instalments"),
    path("subsidies/<uuid:pk>/verdeel-anders/", grant.budget_change_new, name="budget_change_new"),
    path("subsidies/<uuid:pk>/wat-blijft-er/", grant.grant_remains, name="grant_remains"),
    path("subsidies/<uuid:pk>/afronden/", grant.grant_start_closing, name="grant_start_closing"),
    path("subsidies/<uuid:pk>/afsluiten/", grant.grant_close, name="grant_close"),
    path("subsidies/<uuid:pk>/stop/", grant.grant_stop, name="grant_stop"),
]
