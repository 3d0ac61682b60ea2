"""As much of JSON Schema as the shape of an export uses."""

from typing import Any

_TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None)}


def shape_problems(value: Any, schema: dict[str, Any], at: str = "$") -> list[str]:
    """Where a value does not fit; empty when it does."""
    if "const" in schema:
        return [] if value == schema["const"] else [f"{at}: {value!r} is not {schema['const']!r}"]
    wanted = schema.get("type")
    names = wanted if isinstance(wanted, list) else [wanted] if wanted else []
    if names and not isinstance(value, tuple(_TYPES[name] for name in names)):
        return [f"{at}: {type(value).__name__} is not {wanted}"]
    if isinstance(value, list):
        return [p for n, part in enumerate(value) for p in shape_problems(part, schema.get("items", {}), f"{at}[{n}]")]
    if not isinstance(value, dict) or "properties" not in schema:
        return []
    known = schema["properties"]
    problems = [f"{at}: {name} is missing" for name in schema.get("required", []) if name not in value]
    problems += [f"{at}: {name} is unknown" for name in value if name not in known]
    return problems + [
        p for name in value if name in known for p in shape_problems(value[name], known[name], f"{at}.{name}")
    ]
