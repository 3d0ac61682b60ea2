from django.http import Http404, HttpRequest, HttpResponse


def planning_overview(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def series_dates(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def dates_report(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
