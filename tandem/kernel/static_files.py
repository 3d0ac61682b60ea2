"""Static files under names that change with their content, modules included, so that a phone loads each once."""

from django.contrib.staticfiles.storage import HashedFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage

_EVERY_SCRIPT, _IMPORTS = HashedFilesMixin._js_module_import_aggregation_patterns  # type: ignore[attr-defined]  # private


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Also rewrites `import("./x.js")` in our own modules; scripts of others name files that are not there."""

    patterns = (*HashedFilesMixin.patterns, ("built/*.js", _IMPORTS))
