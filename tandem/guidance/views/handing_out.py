"""Downloads that no browser opens as a page and no cache keeps."""

from io import BytesIO

from django.http import FileResponse

from tandem.kernel.documents.storage import SANDBOX_POLICY


def attached(content: bytes, name: str, content_type: str) -> FileResponse:
    """Bytes as an attachment."""
    response = FileResponse(BytesIO(content), as_attachment=True, filename=name, content_type=content_type)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = SANDBOX_POLICY
    response["Cache-Control"] = "private, no-store"
    return response
