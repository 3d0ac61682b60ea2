from django.http import Http404, HttpRequest, HttpResponse


def duo_choose(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def duo_answer(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404


def stand_in(request: HttpRequest, **kwargs: object) -> HttpResponse:
    raise Http404
