"""Rows of a file whose words are sealed: `words = SealedText()` reads and writes one part of one sealed column."""

from __future__ import annotations

import json
from typing import Any, TypeVar

from django.db import models

from tandem.kernel import sealed_text
from tandem.kernel.sealed_text import WrappedKey

Row = TypeVar("Row", bound="SealedRow")


class SealedColumn(models.BinaryField):
    """One blob per row. Sealed just before it is written, so `create`, `save` and `bulk_create` all pass here."""

    def pre_save(self, model_instance: models.Model, add: bool) -> Any:
        """Seal the row's texts when they changed."""
        if isinstance(model_instance, SealedRow):
            model_instance.seal_texts()
        return super().pre_save(model_instance, add)


class SealedText(property):
    """One text of a sealed row. A property, so that models take it as a keyword."""

    def __init__(self) -> None:
        super().__init__(self._read, self._write)

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def _read(self, row: SealedRow) -> str:
        return row.opened_texts().get(self.name, "")

    def _write(self, row: SealedRow, value: str) -> None:
        texts = row.opened_texts()
        if texts.get(self.name, "") != value:
            texts[self.name] = value
            row.texts_changed = True


class SealedRow(models.Model):
    """A row with sealed texts; the subclass says with which key (`text_key`)."""

    sealed = SealedColumn(default=b"", editable=False)
    texts_changed = False

    class Meta:
        abstract = True

    @classmethod
    def add(cls: type[Row], **fields: Any) -> Row:
        """Write one row, its texts among the fields."""
        return cls._default_manager.create(**fields)

    def text_key(self) -> WrappedKey:
        """The key of the file this row belongs to."""
        raise NotImplementedError

    def opened_texts(self) -> dict[str, str]:
        """The texts of this row, opened once."""
        opened: dict[str, str] | None = self.__dict__.get("_texts")
        if opened is None:
            opened = json.loads(self._unsealed()) if self.sealed else {}
            self.__dict__["_texts"] = opened
        return opened

    def seal_texts(self) -> None:
        """Put changed texts into the sealed column."""
        if self.texts_changed:
            self.sealed = sealed_text.seal(self.text_key(), json.dumps(self.opened_texts()), place=self._place())
            self.texts_changed = False

    def _unsealed(self) -> str:
        return sealed_text.unseal(self.text_key(), bytes(self.sealed), place=self._place())

    def _place(self) -> str:
        return f"{self._meta.db_table}|{self.pk}"

    def refresh_from_db(self, *args: Any, **kwargs: Any) -> None:
        self.__dict__.pop("_texts", None)
        super().refresh_from_db(*args, **kwargs)
