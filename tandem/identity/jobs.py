"""Nightly cleaning: sessions that ended, and who was logged in with them."""

from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.utils import timezone
from procrastinate.contrib.django import app

from tandem.identity.models import ClientCard


@app.periodic(cron="37 3 * * *")
@app.task(name="identity.forget_ended_sessions", queue="sweep")
def forget_ended_sessions(timestamp: int) -> None:
    """Take away expired sessions, what was typed in them, and devices whose session is gone."""
    Session.objects.filter(expire_date__lte=timezone.now()).delete()
    UserSession.objects.exclude(session_key__in=Session.objects.values("session_key")).delete()


@app.periodic(cron="43 3 * * *")
@app.task(name="identity.forget_ended_cards", queue="sweep")
def forget_ended_cards(timestamp: int) -> None:
    """Take away cards that open nothing any more; that they were given and stopped stays in the audit."""
    ClientCard.objects.filter(ended_at__lte=timezone.now()).delete()
