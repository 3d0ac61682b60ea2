"""Answers to the questions of money, as a phone sends them along."""

from django.test import Client

SICK = {"category": "N", "has_partner": "no", "start": "2026-12", "now": "sickness", "now_sickness_month": "14",
        "now_sickness_daily_benefit": "64.27"}  # fmt: skip
TRAINING = {**SICK, "then": "unemployment,training", "then_unemployment_month": "13", "then_unemployment_monthly_wage": "2000",
            "then_unemployment_scheme": "new", "then_training_weekly_hours": "35", "then_training_kilometres": "0"}  # fmt: skip
JOB = {**TRAINING, "wants_then2": "yes", "then2": "job", "then2_job_gross": "2400", "then2_job_hours": "38",
       "then2_job_status": "white_collar"}  # fmt: skip


def carried(answers: dict[str, str]) -> dict[str, str]:
    """As hidden fields."""
    return {f"a_{key}": value for key, value in answers.items()}


def text_of(client: Client, url: str, facts: dict[str, str] | None = None, *, status: int = 200) -> str:
    """A page, after a form when there are facts; spaces in amounts are plain."""
    response = client.get(url) if facts is None else client.post(url, facts, follow=True)
    assert response.status_code == status
    return response.content.decode().replace("\u00a0", " ")
