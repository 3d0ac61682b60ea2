"""What a form page answers: a form that comes back is no success."""

from django.http import HttpRequest


def answer_status(request: HttpRequest) -> int:
    """422 for a form that comes back after a POST."""
    return 422 if request.method == "POST" else 200
