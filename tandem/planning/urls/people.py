from django.urls import path

from tandem.planning.views import availability, capacity, crew, pay_rates

urlpatterns = [
    path("beschikbaar/", availability.availability, name="availability"),
    path("beschikbaar/over-jou/", availability.availability_about, name="availability_about"),
    path("beschikbaar/wensen/", availability.availability_wishes, name="availability_wishes"),
    path("beschikbaar/dagen/", availability.availability_dates, name="availability_dates"),
    path("beschikbaar/dagen/<int:pk>/weg/", availability.availability_date_remove, name="availability_date_remove"),
    path("beschikbaar/agenda/", availability.availability_import, name="availability_import"),
    path("beschikbaar/agenda/bewaren/", availability.availability_import_save, name="availability_import_save"),
    path("beschikbaar/agenda/weg/", availability.availability_import_forget, name="availability_import_forget"),
    path("beschikbaar/grenzen/", capacity.availability_limits, name="availability_limits"),
    path("beschikbaar/niet/", capacity.availability_not_possible, name="availability_not_possible"),
    path("beschikbaar/niet/erbij/", capacity.not_possible_add, name="not_possible_add"),
    path("beschikbaar/niet/<int:pk>/weg/", capacity.not_possible_remove, name="not_possible_remove"),
    path("beschikbaar/wissen/", availability.availability_forget, name="availability_forget"),
    path("ploeg/", crew.crew, name="crew"),
    path("ploeg/herinneren/", crew.crew_remind, name="crew_remind"),
    path("ploeg/vergoeding/", pay_rates.pay_rates, name="pay_rates"),
    path("ploeg/vergoeding/<int:pk>/weg/", pay_rates.pay_rate_withdraw, name="pay_rate_withdraw"),
    path("ploeg/<int:person>/", crew.colleague, name="colleague"),
    path("ploeg/<int:person>/week/", crew.colleague_week, name="colleague_week"),
    path("ploeg/<int:person>/over/", crew.colleague_about, name="colleague_about"),
    path("ploeg/<int:person>/wensen/", crew.colleague_wishes, name="colleague_wishes"),
    path("ploeg/<int:person>/dagen/", crew.colleague_dates, name="colleague_dates"),
    path("ploeg/<int:person>/dagen/<int:pk>/weg/", crew.colleague_date_remove, name="colleague_date_remove"),
    path("ploeg/<int:person>/ervaring/", crew.colleague_experience, name="colleague_experience"),
    path("ploeg/<int:person>/bekwaamheden/", crew.qualification_add, name="qualification_add"),
    path("ploeg/<int:person>/bekwaamheden/<int:pk>/weg/", crew.qualification_remove, name="qualification_remove"),
    path("ploeg/<int:person>/meer/", crew.limit_ask, name="limit_ask"),
]
