"""A page that exists in another language too: `?taal=ar` asks for it, this page alone, and nothing is kept of the choice.

Texts that a native reader did not read over yet are shown to nobody but an administrator who looks ahead, and in the example.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import wraps

from django.conf import settings
from django.http import HttpResponse
from django.utils import translation

from tandem.identity.access import AnyRequest
from tandem.identity.rules import ADMINISTRATOR
from tandem.kernel.languages import DRAFT, NAMES, has_catalogue, with_elements

Page = Callable[..., HttpResponse]
QUERY = "taal"


@dataclass(frozen=True, slots=True)
class PageLanguage:
    """One language that a page can be read in, and whether its texts are drafts."""

    code: str
    name: str
    is_draft: bool

    @property
    def catalogue(self) -> str:
        """The language as the catalogues name it."""
        return f"{self.code}{DRAFT}" if self.is_draft else self.code

    @property
    def query(self) -> str:
        """What goes behind the address."""
        return f"?{QUERY}={self.code}"


def in_other_languages(page: Page) -> Page:
    """The page in the language that was asked for, when it may be shown; else in Dutch."""

    @wraps(page)
    def answer(request: AnyRequest, *args: object, **kwargs: object) -> HttpResponse:
        offered = {language.code: language for language in languages_for(request)}
        chosen = offered.get(request.GET.get(QUERY, ""))
        request.page_languages, request.page_language = list(offered.values()), chosen
        if chosen is None:
            return page(request, *args, **kwargs)
        with translation.override(chosen.catalogue):
            response = page(request, *args, **kwargs)
            response.content = with_elements(response.content.decode()).encode()
        response.headers["Content-Language"] = chosen.code
        return response

    return answer


def own_in_other_languages(page: Page) -> Page:
    """The same for a page of a person that staff open too: for who works in a role it stays Dutch."""
    elsewhere = in_other_languages(page)

    @wraps(page)
    def answer(request: AnyRequest, *args: object, **kwargs: object) -> HttpResponse:
        return (page if request.viewer.current else elsewhere)(request, *args, **kwargs)

    return answer


def language_query(request: AnyRequest) -> str:
    """What goes behind the address of the page that follows, so that it opens in the same language."""
    language = getattr(request, "page_language", None)
    return language.query if language else ""


def languages_for(request: AnyRequest) -> Iterator[PageLanguage]:
    """What was read over for everybody; drafts for who may look ahead."""
    for code, name in NAMES.items():
        if has_catalogue(code):
            yield PageLanguage(code, name, is_draft=False)
        elif has_catalogue(f"{code}{DRAFT}") and _may_look_ahead(request):
            yield PageLanguage(code, name, is_draft=True)


def _may_look_ahead(request: AnyRequest) -> bool:
    return settings.EXAMPLE_MODE or (settings.TRANSLATION_PREVIEW and request.viewer.has_role(ADMINISTRATOR))
