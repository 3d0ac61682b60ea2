from django.http import Http404, HttpRequest, HttpResponse


def session(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def session_date(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def session_confirm(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def session_withdraw(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def session_place(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def session_cancel(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def session_replan(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def session_held(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
