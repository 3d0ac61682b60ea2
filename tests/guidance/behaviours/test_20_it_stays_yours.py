"""20. It stays yours: everything goes along in one tap; a guide or organisation that goes takes nothing; erasing is real."""

import json
from io import BytesIO
from zipfile import ZipFile

from django.urls import reverse

from tandem.guidance.models import ClientFile, OtherView
from tandem.identity.models import Person
from tandem.kernel import access, clock
from tests.factories import client_for
from tests.guidance.factories import looking, make_file, make_guide, make_item
from tests.guidance.full_file import all_canaries, fill


def test_everything_goes_along_stays_when_others_go_and_is_erased_when_asked(db: None) -> None:
    guide = make_guide()
    file = make_file(guide)
    rows = fill(file, guide=guide)
    make_item(file, "wish", "Ik wil een tuin.", kind="want")
    with looking(file.person):
        OtherView.add(file=file, made_at=clock.now(), made_by=file.person, is_by_client=True, item_kind="talk",
                      item_id=rows["talk"].pk, words="Zo zei ik het niet.")  # fmt: skip
    client = client_for(file.person)

    # One tap, at any time: readable, printable and as data; two truths stand beside each other.
    archive = ZipFile(BytesIO(b"".join(client.get(reverse("export_bundle", args=[file.pk])).streaming_content)))
    data = json.loads(archive.read("gegevens.json"))
    page = archive.read("dossier.html").decode()
    assert archive.read("boekje.pdf").startswith(b"%PDF-")
    assert [word for word in all_canaries() if word not in json.dumps(data)] == []
    talk = next(row for row in data["rows"]["talk"] if row["id"] == str(rows["talk"].pk))
    assert talk["seen_otherwise"][-1]["words"] == "Zo zei ik het niet."
    assert page.index("kanarietalkcontent") < page.index("Zo zei ik het niet.")

    # The guide and their role go: the plan stays, written by nobody any more.
    with access.as_system():
        guide.memberships.all().delete()
        Person.objects.filter(pk=guide.pk).update(is_active=False)
    assert "Ik wil een tuin." in client.get(reverse("file_export", args=[file.pk])).content.decode()

    # Erasing says what stays where, and then nothing opens any more.
    told = client.get(reverse("erasure", args=[file.pk])).content.decode()
    assert "Dit blijft ergens staan, en waarom" in told
    client.post(reverse("erasure", args=[file.pk]), {"when": "now", "is_sure": "on"})
    with access.as_system():
        head = ClientFile.objects.get(pk=file.pk)
    assert (bytes(head.key_wrapped), head.called) == (b"", "")
