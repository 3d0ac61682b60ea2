"""Jobs of the kernel: mail, and the sweep that takes up jobs of a killed worker. At-least-once, effects are keyed."""

from datetime import timedelta

import structlog
from django.db import transaction
from django.utils import timezone
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app

from tandem.kernel import mail_delivery
from tandem.kernel.models import FormPost, OutgoingMail

log = structlog.get_logger("tandem.jobs")
MAIL_RETRY = RetryStrategy(max_attempts=8, exponential_wait=4)
STALLED_AFTER_SECONDS = 60


@app.task(name="kernel.send_mail", queue="mail", retry=MAIL_RETRY)
def send_mail(mail_id: str) -> None:
    """Send one queued message; a second run finds it sent and does nothing."""
    with transaction.atomic():
        message = OutgoingMail.objects.select_for_update(of=("self",)).filter(pk=mail_id).first()
        if message is None or message.status not in {OutgoingMail.Status.QUEUED, OutgoingMail.Status.FAILED}:
            return
        message.attempts += 1
        try:
            mail_delivery.deliver(message)
        except OSError as error:
            message.status, message.problem = OutgoingMail.Status.FAILED, type(error).__name__
        else:
            message.status, message.sent_at, message.problem = OutgoingMail.Status.SENT, timezone.now(), ""
            mail_delivery.wipe_secrets(message)
        message.save(update_fields=["attempts", "status", "problem", "sent_at", "subject", "body"])
    if message.status == OutgoingMail.Status.FAILED:
        raise MailNotDelivered(mail_id)


class MailNotDelivered(Exception):
    """The mail server did not take the message: the job is tried again later."""


@app.periodic(cron="* * * * *")
@app.task(name="kernel.sweep_stalled_jobs", queue="sweep", pass_context=True)
async def sweep_stalled_jobs(context: object, timestamp: int) -> None:
    """Give jobs of a worker without a heartbeat back to the queue; their effects are keyed, so nothing doubles."""
    manager = app.job_manager
    stalled = await manager.get_stalled_jobs(seconds_since_heartbeat=STALLED_AFTER_SECONDS)
    for job in stalled:
        await manager.retry_job(job)
        log.info("stalled job taken up", job=job.id, task=job.task_name)


@app.periodic(cron="17 3 * * *")
@app.task(name="kernel.forget_old_form_keys", queue="sweep")
def forget_old_form_keys(timestamp: int) -> None:
    """Form keys older than a week have done their work."""
    FormPost.objects.filter(at__lt=timezone.now() - timedelta(days=7)).delete()
