"""Static files under names that change with their content, modules included, so that a phone loads each once."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Also rewrites `import("./x.js")`, so that modules are kept for a year like everything else."""

    support_js_module_import_aggregation = True
