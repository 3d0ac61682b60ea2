"""Components as tags in a page: what they promise in docs/how-to/components.md."""

import uuid
from collections.abc import Callable
from datetime import date
from types import SimpleNamespace

import pytest
from django import forms
from django.http import HttpRequest
from django.template import RequestContext, Template
from django.template.loader import get_template, render_to_string
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler

from tandem.kernel import clock
from tandem.kernel.gallery import components
from tandem.kernel.models import FormPost
from tandem.kernel.pages import paginate
from tests.kernel.html import Element, parse

pytestmark = pytest.mark.urls("tests.kernel.look_urls")


@pytest.fixture
def request_on_page(rf: RequestFactory) -> HttpRequest:
    return rf.get("/lijst/", {"status": "open", "pagina": "2"})


def page_of(request: HttpRequest, source: str, **context: object) -> Element:
    compiled = CottonCompiler().process(source)
    return parse(Template(compiled).render(RequestContext(request, context)))


@pytest.fixture
def gallery(rf: RequestFactory) -> Element:
    return parse(components(rf.get("/components/")).content.decode())


def box(state: str, **facts: object) -> SimpleNamespace:
    return SimpleNamespace(
        **{
            "label": "Sessie 1",
            "state": state,
            "state_text": "Gebeurd",
            "date_text": "",
            "url": "",
            "is_current": False,
            **facts,
        }
    )


@pytest.mark.parametrize("compact", ["", "compact"])
def test_rails_say_each_state_in_words_and_with_a_sign(request_on_page: HttpRequest, compact: str) -> None:
    states = ["done", "busy", "todo", "waiting", "skipped", "stopped"]
    boxes = [box(state, state_text=f"tekst {state}", is_current=state == "busy") for state in states]
    page = page_of(request_on_page, f"<c-rails :boxes='boxes' label='Lijn' {compact} />", boxes=boxes)

    steps = page.all("li")
    assert [f"tekst {state}" in step.text for state, step in zip(states, steps, strict=True)] == [True] * 6
    assert [step.find("use")["href"] for step in steps] == [f"#s-{state}" for state in states]
    assert [step["aria-current"] for step in steps] == ["", "step", "", "", "", ""]


def test_every_sign_and_icon_that_is_used_is_drawn(gallery: Element) -> None:
    drawn = {f"#{symbol['id']}" for symbol in gallery.all("symbol")}

    assert {use["href"] for use in gallery.all("use")} - drawn == set()


def test_text_of_people_is_escaped_in_attributes_and_slots(request_on_page: HttpRequest) -> None:
    source = "<c-card title='{{ name }}' href='{{ name }}'>{{ name }}</c-card><c-tag :kind='name'>{{ name }}</c-tag>"
    page = page_of(request_on_page, source, name="<script>'\"")

    assert page.all("script") == []
    assert page.text.count("<script>'\"") == 3


def test_one_component_inside_another_does_not_take_over_its_title(request_on_page: HttpRequest) -> None:
    page = page_of(request_on_page, "<c-card title='Buiten'><c-card><p>Binnen</p></c-card></c-card>")

    assert [heading.text for heading in page.all("h2")] == ["Buiten"]


def test_form_is_posted_with_a_once_only_key(request_on_page: HttpRequest) -> None:
    page = page_of(request_on_page, "<c-form hx-post='/x/' id='f'><c-button>Bewaar</c-button></c-form>")

    form = page.find("form")
    assert (form["method"], form["action"], form["hx-post"], form["id"]) == ("post", "", "/x/", "f")
    assert uuid.UUID(page.find("input", name="form_key")["value"]).version == 4
    assert page.find("button")["type"] == "submit"


def test_form_can_leave_out_the_key_and_take_files(request_on_page: HttpRequest) -> None:
    page = page_of(request_on_page, "<c-form :key='False' multipart autosave='/kladje/' warn_unsaved>x</c-form>")

    assert page.all("input", name="form_key") == []
    assert page.find("form")["enctype"] == "multipart/form-data"
    assert page.find("form")["data-module"] == "autosave leave-form"


def test_only_the_form_that_was_posted_keeps_its_key(rf: RequestFactory) -> None:
    key = str(uuid.uuid4())
    request = rf.post("/a/", {"form_key": key})
    page = page_of(request, "<c-form>x</c-form><c-form action='/a/'>x</c-form><c-form action='/b/'>x</c-form>")

    assert [field["value"] == key for field in page.all("input", name="form_key")] == [True, True, False]


def test_post_button_is_a_whole_form(request_on_page: HttpRequest) -> None:
    source = "<c-post-button action='/weg/' :hidden='facts'>Verwijder</c-post-button>"
    page = page_of(request_on_page, source, facts={"nr": 4})

    assert page.find("form")["action"] == "/weg/"
    assert page.find("input", name="nr")["value"] == "4"
    assert page.find("button").text == "Verwijder"


def test_field_can_get_another_label_hint_and_width(request_on_page: HttpRequest) -> None:
    class Small(forms.Form):
        name = forms.CharField()

    page = page_of(
        request_on_page, "<c-field :field='form.name' label='Naam' hint='Je voornaam' width='10' />", form=Small()
    )

    assert page.find("label").text == "Naam"
    assert page.find("input")["data-width"] == "10"
    assert page.find("div", id=page.find("input")["aria-describedby"]).text == "Je voornaam"


def test_upload_says_which_files_and_how_big(request_on_page: HttpRequest) -> None:
    class Upload(forms.Form):
        scan = forms.FileField(label="Lijst")

    page = page_of(request_on_page, "<c-upload :field='form.scan' />", form=Upload())

    assert page.find("input")["accept"] == ".pdf,.jpg,.jpeg,.png"
    assert "Ten hoogste 15 MB." in page.text


def test_error_summary_is_empty_without_errors(request_on_page: HttpRequest) -> None:
    assert page_of(request_on_page, "<c-error-summary :form='form' />", form=forms.Form()).text == ""
    assert page_of(request_on_page, "<c-error-summary :form='nothing' />").text == ""


def test_error_summary_links_to_the_field(request_on_page: HttpRequest) -> None:
    class Small(forms.Form):
        name = forms.CharField(label="Naam")

    page = page_of(request_on_page, "<c-error-summary :forms='forms' />", forms=[Small({})])

    assert page.find("a")["href"] == "#id_name"
    assert page.find("a").text == "Naam: Vul dit nog in."


def test_bar_chart_gives_the_numbers_and_withholds_small_groups(request_on_page: HttpRequest) -> None:
    bars = [
        {"label": "Begrip", "value": 2.5, "value_after": 4.0},
        {"label": "Kennis", "value": None, "value_after": None},
    ]
    source = "<c-bar-chart title='Verandering' :bars='bars' :max='5' before_label='Voor' after_label='Na' />"
    page = page_of(request_on_page, source, bars=bars)

    first, second = page.find("tbody").all("tr")
    assert [cell.text for cell in first.all("td", class_="num")] == ["2,5", "4,0"]
    assert [bar["width"] for bar in first.all("rect")] == ["50.0%", "80.0%"]
    assert "te weinig antwoorden" in second.text
    assert second.all("rect") == []


def test_bar_chart_without_figures_draws_nothing_wide(request_on_page: HttpRequest) -> None:
    page = page_of(request_on_page, "<c-bar-chart title='Leeg' :bars='bars' />", bars=[{"label": "A", "value": 0}])

    assert [bar["width"] for bar in page.all("rect")] == ["0.0%"]


def test_filter_links_keep_the_rest_of_the_query(request_on_page: HttpRequest) -> None:
    page = page_of(request_on_page, "<a href='{% qs pagina=None status='dicht' %}'>x</a>")

    assert page.find("a")["href"] == "?status=dicht"


def test_pagination_keeps_the_filter(request_on_page: HttpRequest) -> None:
    page = page_of(request_on_page, "<c-pagination :page='rows' />", rows=paginate(list(range(120)), "2"))

    assert [link["href"] for link in page.all("a")] == ["?status=open&pagina=1", "?status=open&pagina=3"]
    assert "Pagina 2 van 3" in page.text


def test_pagination_of_one_page_is_absent(request_on_page: HttpRequest) -> None:
    assert page_of(request_on_page, "<c-pagination :page='rows' />", rows=paginate([1], "1")).all("nav") == []


@pytest.mark.parametrize(
    ("number", "shown"), [("2", 2), ("99", 3), ("0", 1), ("-4", 1), ("x", 1), (None, 1), ("9" * 40, 3)]
)
def test_any_page_number_gives_a_page(number: str | None, shown: int) -> None:
    assert paginate(list(range(120)), number).number == shown


@pytest.mark.django_db
def test_list_is_counted_no_further_than_needed(django_assert_num_queries: Callable[..., object]) -> None:
    FormPost.objects.bulk_create(FormPost(key=uuid.uuid4(), path=f"/{n}/") for n in range(70))
    rows = FormPost.objects.order_by("path")
    with django_assert_num_queries(2) as queries:
        page = paginate(rows, "1", per_page=3)
        shown = list(page)

    assert len(shown) == 3
    assert page.paginator.has_more
    assert "LIMIT 64" in queries.captured_queries[0]["sql"]


@pytest.mark.django_db
@pytest.mark.parametrize("number", ["999", "9" * 40])
def test_page_past_the_end_is_the_last_page(number: str) -> None:
    FormPost.objects.bulk_create(FormPost(key=uuid.uuid4(), path=f"/{n}/") for n in range(7))

    page = paginate(FormPost.objects.order_by("path"), number, per_page=3)

    assert (page.number, len(page), page.has_next()) == (3, 1, False)


def test_since_counts_to_today(request_on_page: HttpRequest) -> None:
    page = page_of(request_on_page, "{{ day|since }}", day=clock.today())

    assert page.text == "sinds vandaag"


@pytest.mark.parametrize("name", ["400.html", "403.html", "404.html", "500.html", "form_expired.html"])
def test_error_page_says_what_to_do_without_any_context(name: str) -> None:
    page = parse(get_template(name).render({}))

    assert len(page.all("h1")) == 1
    assert page.find("main").all("a", class_="govuk-button")
    assert len(page.find("main").all("p")) >= 2


def test_expired_form_shows_what_was_typed(rf: RequestFactory) -> None:
    typed = [("motive", "Wij willen <leren>")]
    page = parse(render_to_string("form_expired.html", {"typed": typed}, rf.post("/aanvraag/", {"motive": "x"})))

    assert "Wij willen <leren>" in page.find("main").text
    assert page.find("main").find("a", class_="govuk-button")["href"] == "/aanvraag/"


def test_base_page_has_the_safe_settings_of_htmx(gallery: Element) -> None:
    settings = gallery.find("meta", name="htmx-config")["content"]

    assert '"allowEval":false' in settings
    assert '"historyCacheSize":0' in settings
    assert '"selfRequestsOnly":true' in settings
    assert gallery.find("html")["lang"] == "nl"
    assert len(gallery.all("h1")) == 1


def test_no_page_has_inline_style_or_script(gallery: Element) -> None:

    assert [e.tag for e in gallery.walk() if e["style"] or any(name.startswith("on") for name in e.attributes)] == []
    assert gallery.all("style") == []
    assert [script.text for script in gallery.all("script") if script.text] == []


def test_header_names_who_is_logged_in_and_offers_the_way_out(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.user = SimpleNamespace(is_authenticated=True)
    request.example_today = date(2027, 3, 27)
    menu = [SimpleNamespace(label="Start", url="/start/", is_current=True)]
    page = parse(render_to_string("base.html", {"viewer_label": "Fonds 331", "navigation": menu}, request))

    assert "Fonds 331" in page.find("header").text
    assert page.find("header").find("button").text == "Afmelden"
    assert {link["href"] for link in page.all("a", aria_current="page")} == {"/start/"}
    assert "zaterdag 27 maart 2027" in page.text


def test_area_map_says_every_number_in_picture_and_table_and_draws_what_was_left_out(
    request_on_page: HttpRequest,
) -> None:
    areas = [
        {"key": "antwerp", "label": "Antwerpen", "value": 13, "url": "/antwerpen/"},
        {"key": "brussels", "label": "Brussel", "value": 0},
        {"key": "mars", "label": "Mars", "value": 99},
    ]
    page = page_of(request_on_page, "<c-area-map title='Netwerken' :areas='areas' unit='Netwerken' />", areas=areas)
    picture = page.find("svg")
    assert picture["aria-label"] == "Netwerken. Antwerpen 13, Brussel 0"
    assert len(page.all("polygon")) == 6
    steps = {group.text: group["class"] for group in page.all("g")}
    assert steps["13 Antwerpen"] == "streek streek--3"
    assert list(steps)[-1] == "0 Brussel"  # drawn last: it lies within another
    assert not picture.all("a")
    assert [row.text.split() for row in page.find("tbody").all("tr")] == [["Antwerpen", "13"], ["Brussel", "0"]]
    assert page.find("tbody").find("a")["href"] == "/antwerpen/"
