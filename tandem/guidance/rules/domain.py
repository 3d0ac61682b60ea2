"""Life domains: the shipped ones, those a partnership adds, and the person's own words. Pure; never a score."""

from collections.abc import Iterable, Mapping

from tandem.guidance.rules.vocabulary import DOMAINS


def domain_names(extra: Iterable[tuple[str, str]], used: Iterable[str] = ()) -> dict[str, str]:
    """Key -> name, in order: shipped, then the partnership's (it adds, it never takes away), then own words in use."""
    names = {**DOMAINS, **{key: name for key, name in extra if key not in DOMAINS}}
    return {**names, **{word: word for word in sorted(set(used)) if word not in names}}


def named(keys: Iterable[str], names: Mapping[str, str]) -> list[str]:
    """The names of some domains, an own word as it is."""
    return [names.get(key, key) for key in keys]
