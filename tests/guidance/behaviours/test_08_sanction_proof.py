"""8. Sanction-proof by construction: nothing here can express absence, refusal, fault, compliance or suspension of a person.

Looks at the schema, the choices, the addresses, the templates, every sentence in code, the acts and the translations.
A controlling body can hold no standing access: only the roles of guidance open a whole file.
"""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from django.apps import apps
from django.db import models

from tandem.guidance.rules import vocabulary
from tandem.identity.rules import ROLES
from tandem.kernel import access
from tests.architecture.addresses import every_address
from tests.factories import make_membership, make_person
from tests.guidance.factories import looking, make_file

ROOM = Path(__file__).parents[3] / "tandem" / "guidance"
LOCALE = ROOM.parent / "locale"
FORBIDDEN = re.compile(
    r"afwezig|absen[ct]|no[ _-]?show|daagde niet op|niet opgedaagd|sancti|geschorst|schors|suspen[ds]|niet nagekomen"
    r"|nalev|complian|\bcomply|in gebreke|verwijtbaar|\bschuld van\b|drop[ _-]?out|afgehaakt|uitval|\bboete|penalt|\bstrike"
    r"|\bfail|faalde|gefaald|mislukt|\bscore|medewerking|meewerk|werkwillig|verplicht(?!e velden)|controleer of .* kwam"
    r"|te laat|refus|weiger|ongewettigd|verzuim",
    re.IGNORECASE,
)
# Sentences in which such a word speaks of a service or an organisation, never of a person: exact, and why.
ABOUT_A_SERVICE = re.compile(
    r"\bde dienst\b[^.]*\bte laat\b|\bdoor de dienst\b|\bdienst is (hiermee )?te laat\b", re.IGNORECASE
)


def faults_in(text: str) -> list[str]:
    """Forbidden words of a text that are not said of a service."""
    sentences = re.split(r"(?<=[.!?])\s|\n", text)
    return [s.strip() for s in sentences if FORBIDDEN.search(s) and not ABOUT_A_SERVICE.search(s)]


def guidance_models() -> Iterator[type[models.Model]]:
    return iter(apps.get_app_config("guidance").get_models())


def test_word_list_finds_what_it_must_find() -> None:
    planted = ["was_absent", "no_show_count", "niet nagekomen", "Sanctie opgelegd", "compliance_status", "kwam te laat"]
    assert [text for text in planted if not faults_in(text)] == []
    assert faults_in("De dienst is hiermee te laat.") == []


def test_no_field_choice_or_constraint_can_say_it() -> None:
    names = []
    for model in guidance_models():
        names.append(model._meta.db_table)
        names += [constraint.name for constraint in model._meta.constraints]
        for field in model._meta.get_fields():
            names.append(field.name)
            names += [f"{key} {label}" for key, label in getattr(field, "flatchoices", [])]
    assert [name for name in names if faults_in(str(name))] == []
    assert "paused_at" in names, "the look at the schema saw nothing"


def test_no_word_list_can_say_it() -> None:
    lists = {name: value for name, value in vars(vocabulary).items() if name.isupper() and isinstance(value, dict)}
    said = [f"{key} {word}" for words in lists.values() for key, word in words.items()]
    assert len(said) > 60
    assert [text for text in said if faults_in(text)] == []


def test_no_address_can_say_it() -> None:
    own = [a for a in every_address() if a.view.__module__.startswith("tandem.guidance.")]
    assert [a.name for a in own if faults_in(f"{a.name} {a.route}")] == []


def test_no_template_can_say_it() -> None:
    found = {}
    for path in sorted((ROOM / "templates").rglob("*.*")):
        text = re.sub(r"{%\s*(?:if|elif|for|url|with)[^%]*%}|{#.*?#}", " ", path.read_text("utf-8"), flags=re.DOTALL)
        if faults := faults_in(text):
            found[path.name] = faults
    assert found == {}


def sentences_in_code(path: Path) -> Iterator[str]:
    """Every text in a source file, documentation of the code itself left out."""
    tree = ast.parse(path.read_text("utf-8"))
    documentation = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, (ast.Module, ast.ClassDef, ast.FunctionDef))
        and node.body and isinstance(node.body[0], ast.Expr)
    }  # fmt: skip
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in documentation:
            yield node.value


def test_no_sentence_in_code_can_say_it() -> None:
    found = {}
    for path in sorted(ROOM.rglob("*.py")):
        faults = [fault for text in sentences_in_code(path) for fault in faults_in(text)]
        if faults and "migrations" not in path.parts:
            found[str(path.relative_to(ROOM))] = faults
    assert found == {}


def test_no_translation_can_say_it() -> None:
    texts = {
        text
        for path in [*sorted((ROOM / "templates").rglob("*.html")), *sorted(ROOM.rglob("*.py"))]
        for text in re.findall(r"{% trans ['\"](.+?)['\"] %}|_\(\s*['\"](.+?)['\"]", path.read_text("utf-8"))
        for text in text if text
    }  # fmt: skip
    words = re.compile(r"\babsen|sanction|no-show|\bfailed\b|complian|suspend|suspen[ds]u", re.IGNORECASE)
    said = [
        entry.msgstr
        for path in sorted(LOCALE.rglob("*.po"))
        for entry in polib.pofile(str(path))
        if entry.msgid in texts
    ]
    assert [text for text in said if words.search(text)] == []


@pytest.mark.parametrize("role", [role for role in ROLES if role != "guide"])
def test_no_role_of_control_has_standing_access(db: None, role: str) -> None:
    file, controller = make_file(), make_person()
    make_membership(role, person=controller, organisation=file.opened_for)
    with looking(controller):
        for model in guidance_models():
            if any(field.name == "file" for field in model._meta.get_fields()):
                assert model._default_manager.count() == 0
    with access.as_system():
        assert file.wish_set.count() == 0
