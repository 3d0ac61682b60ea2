"""How heavy each criterion weighs, in whole per cents that add up to 100. Pure."""

from collections.abc import Sequence


def shares(weights: Sequence[int]) -> list[int]:
    """Whole per cents by largest remainder; equal remainders in the order of the list. Nothing weighs: nothing."""
    total = sum(weights)
    if not total:
        return [0] * len(weights)
    parts = [divmod(weight * 100, total) for weight in weights]
    left = 100 - sum(whole for whole, _rest in parts)
    fullest = sorted(range(len(parts)), key=lambda place: (-parts[place][1], place))[:left]
    return [whole + (place in fullest) for place, (whole, _rest) in enumerate(parts)]
