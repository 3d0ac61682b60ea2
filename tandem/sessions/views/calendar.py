from django.http import Http404, HttpRequest, HttpResponse


def calendar(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def calendar_print(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def calendar_address(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def calendar_feed(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
