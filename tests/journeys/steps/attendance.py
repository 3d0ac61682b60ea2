"""The attendance list of one workshop: open it, sign on a tablet or at the door, sign as a duo, close and correct it."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.steps.screen import Actor, about, follow, is_told, press, sees_title

OPEN, CLOSED = "lijst is open", "afgesloten en verzegeld"


def enrol(actor: Actor, series_path: str, names: list[str]) -> None:
    """The organisation pastes the names of who takes part."""
    page = actor.page
    page.goto(f"{series_path}deelnemers/")
    page.get_by_role("region", name="Plak een lijst").get_by_role("textbox").fill("\n".join(names))
    press(page, "Voeg deze namen toe")
    expect(page.get_by_role("heading", name=f"{len(names)} deelnemers")).to_be_visible()


def go_to_list(actor: Actor, title: str) -> None:
    """From the start page: what comes these two weeks, and its list."""
    page = actor.page
    page.goto("/start/")
    page.get_by_role("link", name=title).first.click()
    sees_title(page, title)
    follow(page, "Aanwezigheidslijst")
    sees_title(page, "Aanwezigheid")


def open_list(actor: Actor, title: str) -> str:
    """The first people are there; the address of the list."""
    go_to_list(actor, title)
    press(actor.page, "Open de lijst")
    is_told(actor.page, OPEN)
    return actor.page.url


def sign_on_tablet(actor: Actor, names: list[str], *, draws: bool = False) -> None:
    """The tablet goes round: each next name stands on the screen, then back to the list."""
    page = actor.page
    follow(page, "Start de tablet")
    for name in names:
        offered = page.get_by_role("heading", level=1)
        expect(offered).to_be_visible()
        if offered.inner_text() != name:
            page.get_by_text("Dit ben ik niet").first.click()
            page.get_by_role("link", name=name).click()
        sees_title(page, name)
        sign(actor, page, name, draws=draws)
        is_told(page, f"Dank je wel, {name}.")
    page.get_by_role("link", name="Voor de begeleiders: stop met de tablet").click()
    sees_title(page, "Aanwezigheid")


def sign(actor: Actor, page: Page, name: str, *, draws: bool) -> None:
    """Draw a signature where that can be, else type the name."""
    if draws and actor.is_scripted:
        draw(page)
    else:
        page.get_by_label("Of typ je naam").fill(name)
    press(page, "Ik ben er")


def draw(page: Page) -> None:
    """A signature with the mouse: a few strokes on the pad."""
    pad = page.get_by_role("img", name="Teken hier")
    pad.scroll_into_view_if_needed()
    box = pad.bounding_box()
    left, middle = box["x"] + 25, box["y"] + box["height"] / 2
    page.mouse.move(left, middle)
    page.mouse.down()
    for step in range(1, 9):
        page.mouse.move(left + 14 * step, middle + (22 if step % 2 else -22), steps=3)
    page.mouse.up()


def countersign(actor: Actor, list_url: str) -> None:
    """A member of the duo looks the list through and signs."""
    page = actor.page
    page.goto(list_url)
    follow(page, "Kijk de lijst na en teken")
    page.get_by_label("Ik was er en deze lijst klopt.").check()
    press(page, "Teken de lijst")
    sees_title(page, "Aanwezigheid")
    expect(page.get_by_role("region", name="Het duo tekent en sluit af")).to_contain_text("getekend")


def close(actor: Actor, list_url: str) -> None:
    """Both signed: the list closes and never changes."""
    page = actor.page
    page.goto(list_url)
    press(page, "Sluit de lijst af")
    is_told(page, CLOSED)


def download_list(page: Page, folder: Path) -> Path:
    """The sealed list."""
    with page.expect_download() as started:
        page.get_by_role("main").get_by_role("link", name="Aanwezigheidslijst").click()
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path


def check_seal(page: Page) -> None:
    """The page that recalculates the seal."""
    follow(page, "Is het zegel nog heel?")
    is_told(page, "Ja. De lijst is dezelfde als toen ze werd afgesloten.")
    page.go_back()


def ask_correction(actor: Actor, list_url: str, name: str, *, reason: str) -> None:
    """Somebody was there and is not on the closed list."""
    page = actor.page
    page.goto(list_url)
    follow(page, "Vraag een correctie")
    page.get_by_label("Iemand was er wel en staat er niet op").check()
    page.get_by_label("Wie?").select_option(label=name)
    page.get_by_label("Waarom?").fill(reason)
    page.get_by_label("Of de deelnemer typt de naam").fill(name)
    press(page, "Vraag de correctie")
    is_told(page, "Telt pas mee als allebei de leden van het duo bevestigen.")


def witness(actor: Actor, list_url: str, name: str) -> None:
    """A member of the duo confirms the correction."""
    page = actor.page
    page.goto(list_url)
    press(page, about("Ik bevestig dit", name))
    sees_title(page, "Aanwezigheid")
