"""Queues of contacts before agents: Erlang C (nobody hangs up) and Erlang A (callers hang up after a while).

Pure mathematics, vectorised: every argument may be a number or an array, results are arrays of the common shape.
Load in Erlangs is contacts per hour × handle time / 3600. Service level is contacts answered within the target over
contacts offered. Occupancy is carried load per agent.

Erlang A is M/M/n+M (Palm; Mandelbaum and Zeltyn 2007): Poisson arrivals, exponential handling and patience. Both models
are written in incomplete gamma functions, so one agent and five thousand cost nearly the same and nothing overflows:
    1 / ErlangB(n, a) = a · U(n + 1, a),   U(s, y) = e^y y^-s Γ(s, y),   L(s, y) = e^y y^-s γ(s, y).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Numbers = npt.ArrayLike

_TOLERANCE = 1e-9  # targets are met up to this, so that 17/20 meets 0.85 whatever the last bit says
_ITERATIONS = 1_000_000
MOST_AGENTS = 10_000_000


class UnreachableError(ValueError):
    """No number of agents meets the targets."""


@dataclass(frozen=True)
class Performance:
    """What so many agents achieve. Arrays of one shape.

    `asa_seconds` is the mean wait of answered contacts, NaN in an unstable queue; `abandonment` is a fraction of
    contacts offered, 0 under Erlang C; `mean_wait_seconds` is over all contacts, abandoned ones too.
    """

    service_level: Array
    occupancy: Array
    asa_seconds: Array
    probability_of_waiting: Array
    abandonment: Array
    mean_wait_seconds: Array


def erlang_b(load: Numbers, agents: Numbers) -> Array:
    """Return the probability that all of `agents` are busy when contacts that find them busy are lost."""
    load, agents = _spread(load, agents)
    with np.errstate(over="ignore"):
        return np.where(load > 0, 1 / np.exp(_log_inverse_b(load, agents)), np.where(agents > 0, 0.0, 1.0))


def erlang_c(load: Numbers, agents: Numbers) -> Array:
    """Return the probability of waiting when nobody hangs up; 1 if the load is not below the agents."""
    load, agents = _spread(load, agents)
    stable = agents > load
    spare = np.where(stable, agents - load, 1.0)
    # C = n B / (n - a (1 - B)) = n / (n + (n - a)(1/B - 1))
    with np.errstate(over="ignore"):
        inverse_b = np.exp(_log_inverse_b(load, agents))
        waiting = np.where(stable, agents / (np.maximum(agents, 1e-12) + spare * (inverse_b - 1)), 1.0)
    return np.where(load > 0, waiting, 0.0)


def performance(
    contacts_per_hour: Numbers,
    aht_seconds: Numbers,
    agents: Numbers,
    target_seconds: Numbers = 0.0,
    patience_seconds: float | None = None,
) -> Performance:
    """Return what `agents` achieve; Erlang A if `patience_seconds` (the mean) is given, else Erlang C."""
    rate, aht, agents, target = _spread(contacts_per_hour, aht_seconds, agents, target_seconds)
    if patience_seconds is None:
        return _performance_c(rate * aht / 3600, aht, agents, target)
    return _performance_a(rate / 3600, aht, agents, target, patience_seconds)


def _performance_c(load: Array, aht: Array, agents: Array, target: Array) -> Performance:
    waiting, spare = erlang_c(load, agents), agents - load
    stable = (spare > 0) | (load == 0)
    margin = np.where(spare > 0, spare, 1.0)
    asa = np.where(stable, waiting * aht / margin, np.nan)
    level = np.where(stable, 1 - waiting * np.exp(-margin * target / aht), 0.0)
    occupancy = np.where(agents > 0, np.minimum(load / np.maximum(agents, 1e-12), 1.0), 0.0)
    return Performance(level, occupancy, asa, waiting, np.zeros_like(load), asa)


def _performance_a(
    rate: Array, aht: Array, agents: Array, target: Array, patience: float, asa: bool = True
) -> Performance:
    # `asa` False leaves the mean wait of answered contacts out: the dearest figure, which few targets ask for.
    none, idle = agents <= 0, rate <= 0
    some, arrivals = np.where(none, 1.0, agents), np.where(idle, 1e-9, rate)
    x, y = some * patience / aht, arrivals * patience
    waiting, log_l = _waiting_a(arrivals * aht, some, x, y)
    # A served contact's wait has the density of exp(y (1 - e^(-v/patience)) - (x + 1) v/patience): L(x + 1, y) in all,
    # and what is left of it after the target is the same integral started from there.
    left = np.exp(-target / patience)
    late = y * (1 - left) - (x + 1) * target / patience + _log_lower(x + 1, y * left) - log_l
    served_waiting = np.exp(_log_lower(x + 1, y) - log_l)
    level = np.clip(1 - waiting + waiting * (served_waiting - np.exp(late)), 0, 1)
    abandonment = np.clip(waiting * (1 - served_waiting), 0, 1)
    served = 1 - abandonment
    wait_of_served = np.full_like(served, np.nan)
    if asa:
        step = 1e-3 * np.sqrt(x + 1)
        slope = (_log_lower(x + 1 + step, y) - _log_lower(x + 1 - step, y)) / (2 * step)
        wait_of_served = -patience * slope * waiting * served_waiting / np.maximum(served, 1e-300)
    occupancy = np.minimum(arrivals * aht * served / some, 1.0)

    def final(values: Array, with_none: float, when_idle: float) -> Array:
        return np.where(idle, when_idle, np.where(none, with_none, values))

    return Performance(
        final(level, 0, 1),
        final(occupancy, 0, 0),
        final(wait_of_served, np.nan, 0),
        final(waiting, 1, 0),
        final(abandonment, 1, 0),
        final(abandonment * patience, patience, 0),
    )


def _waiting_a(load: Array, agents: Array, x: Array, y: Array) -> tuple[Array, Array]:
    """Return the probability of waiting under Erlang A, and log L(x, y)."""
    log_l = _log_lower(x, y)
    with np.errstate(over="ignore", invalid="ignore"):
        queue = np.exp(np.minimum(np.log(x) + log_l, 690))  # A(x, y) = x L(x, y), at least 1
        waiting = queue / (np.exp(_log_inverse_b(load, agents)) + queue - 1)
    return np.clip(np.nan_to_num(waiting, nan=1.0), 0, 1), log_l


@dataclass(frozen=True)
class Targets:
    """What a queue must achieve. Fractions, seconds; None is "not asked for".

    With `patience_seconds` callers hang up (Erlang A); without it they wait for ever (Erlang C).
    """

    service_level: float | None = None
    target_seconds: float = 20.0
    max_occupancy: float | None = None
    patience_seconds: float | None = None
    max_abandonment: float | None = None
    max_asa_seconds: float | None = None

    def __post_init__(self) -> None:
        """Refuse targets no number of agents can meet."""
        if self.service_level is not None and self.service_level >= 1:
            raise UnreachableError("a service level of 100 % cannot be met: arrivals are random")
        if self.max_occupancy is not None and self.max_occupancy <= 0:
            raise UnreachableError("an occupancy of 0 cannot be met")
        if self.max_abandonment is not None and (self.max_abandonment <= 0 or self.patience_seconds is None):
            raise UnreachableError("an abandonment target needs patience and must be above 0")
        if self.max_asa_seconds is not None and self.max_asa_seconds <= 0:
            raise UnreachableError("an answer in no time cannot be promised")

    def met(self, contacts_per_hour: Array, aht_seconds: Array, agents: Array) -> npt.NDArray[np.bool_]:
        """Tell where `agents` meet every target."""
        return self.slack(contacts_per_hour, aht_seconds, agents) >= 0

    def slack(self, contacts_per_hour: Array, aht_seconds: Array, agents: Array) -> Array:
        """Return by how much the hardest target is met, negative where it is missed; it falls as the load grows."""
        rate, load = contacts_per_hour / 3600, contacts_per_hour * aht_seconds / 3600
        seconds = np.full_like(load, self.target_seconds)
        if self.patience_seconds is None:
            found = _performance_c(load, aht_seconds, agents, seconds)
            stable = agents > load * (1 + 1e-12)
        else:
            asa = self.max_asa_seconds is not None
            found = _performance_a(rate, aht_seconds, agents, seconds, self.patience_seconds, asa)
            stable = agents >= 1
        spare = [np.where(stable, 1.0, -1.0)]
        if self.service_level is not None:
            spare.append(found.service_level - self.service_level + _TOLERANCE)
        if self.max_occupancy is not None:
            spare.append(self.max_occupancy - found.occupancy + _TOLERANCE)
        if self.max_abandonment is not None:
            spare.append(self.max_abandonment - found.abandonment + _TOLERANCE)
        if self.max_asa_seconds is not None:
            waited = np.nan_to_num(found.asa_seconds, nan=1e12)
            spare.append((self.max_asa_seconds - waited + _TOLERANCE) / (self.max_asa_seconds + waited))
        return np.where(load > 0, np.min(spare, axis=0), 1.0)


def required_agents(contacts_per_hour: Numbers, aht_seconds: Numbers, targets: Targets) -> npt.NDArray[np.int64]:
    """Return the least number of agents that meets every target; 0 where there are no contacts.

    Raises UnreachableError if ten million agents are not enough.
    """
    rate, aht = _spread(contacts_per_hour, aht_seconds)
    shape = rate.shape
    pairs, where = np.unique(np.stack([rate.ravel(), aht.ravel()]), axis=1, return_inverse=True)
    found = _search(pairs[0], pairs[1], targets)
    return found[where.ravel()].reshape(shape)


def _search(rate: Array, aht: Array, targets: Targets) -> npt.NDArray[np.int64]:
    """Find the least agents by doubling steps up from the load, then halving the bracket."""
    load = rate * aht / 3600
    # Below: known not to be enough. Under Erlang C the load itself is never enough; under A anything may be.
    below = np.floor(load) if targets.patience_seconds is None else np.zeros_like(load)
    step = np.ceil(np.sqrt(load)) + 1
    enough = np.maximum(np.floor(load) + step, below + 1)
    if targets.patience_seconds is None and targets.max_occupancy is not None:
        enough = np.maximum(enough, np.ceil(load / targets.max_occupancy))
    open_ = load > 0
    while True:
        short = np.zeros_like(open_)
        short[open_] = ~targets.met(rate[open_], aht[open_], enough[open_])
        if not short.any():
            break
        if enough[short].max() > MOST_AGENTS:
            raise UnreachableError(f"no number of agents up to {MOST_AGENTS} meets the targets")
        below[short], open_ = enough[short], short
        step *= 2
        enough[short] += step[short]
    while True:
        open_ = (enough - below > 1) & (load > 0)
        if not open_.any():
            return np.where(load > 0, enough, 0).astype(np.int64)
        middle = np.floor((below[open_] + enough[open_]) / 2)
        good = targets.met(rate[open_], aht[open_], middle)
        enough[open_] = np.where(good, middle, enough[open_])
        below[open_] = np.where(good, below[open_], middle)


def largest_load(agents: Numbers, aht_seconds: Numbers, targets: Targets) -> Array:
    """Return the largest load in Erlangs that `agents` carry within the targets, to a millionth of itself."""
    agents, aht = _spread(agents, aht_seconds)
    low, high = np.zeros_like(agents), agents * 2.0 + 1
    if targets.patience_seconds is None:
        high = agents * 1.0
    while targets.patience_seconds is not None and (over := targets.met(high / aht * 3600, aht, agents)).any():
        high = np.where(over, high * 2, high)
        if high.max() > 1e12:
            raise UnreachableError("the targets ask for nothing")
    shape = agents.shape
    flat_agents, flat_aht = agents.ravel(), aht.ravel()

    def slack(load: Array, at: npt.NDArray[np.intp]) -> Array:
        return targets.slack(load / flat_aht[at] * 3600, flat_aht[at], flat_agents[at])

    return _last_met(slack, low.ravel(), high.ravel()).reshape(shape)


def _last_met(slack: Callable[[Array, npt.NDArray[np.intp]], Array], low: Array, high: Array) -> Array:
    """Return the last place between `low` (met) and `high` (missed) where a falling slack is not negative.

    Chandrupatla's method (1997): inverse quadratic steps where they are safe, halving elsewhere.
    """
    result = low.copy()
    at = np.flatnonzero(high > low)
    a, b = high[at], low[at]
    fa, fb = slack(a, at), slack(b, at)
    t = np.full(a.shape, 0.5)
    while at.size:
        x = a + t * (b - a)
        fx = slack(x, at)
        same = (fx < 0) == (fa < 0)
        c, fc = np.where(same, a, b), np.where(same, fa, fb)
        b, fb = np.where(same, b, a), np.where(same, fb, fa)
        a, fa = x, fx
        width = np.abs(b - a)
        near = 1e-6 * np.maximum(a, b)
        done = width <= near
        result[at[done]] = np.where(fa < 0, b, a)[done]
        at = at[~done]
        a, b, c, fa, fb, fc, width, near = (values[~done] for values in (a, b, c, fa, fb, fc, width, near))
        with np.errstate(divide="ignore", invalid="ignore"):
            xi, phi = (a - b) / (c - b), (fa - fb) / (fc - fb)
            smooth = (phi**2 < xi) & ((1 - phi) ** 2 < 1 - xi)
            step = fa / (fb - fa) * fc / (fb - fc) + (c - a) / (b - a) * fa / (fc - fa) * fb / (fc - fb)
        least = np.minimum(0.5, 0.4 * near / np.maximum(width, 1e-300))
        t = np.clip(np.where(smooth & np.isfinite(step), step, 0.5), least, 1 - least)
    return result


def with_shrinkage(agents: float, shrinkage: float) -> int:
    """Return the positions that put `agents` at work when a fraction `shrinkage` of paid time is lost, rounded up."""
    return math.ceil(round(agents / (1 - shrinkage), 9))


def _spread(*values: Numbers) -> list[Array]:
    return [np.array(value) for value in np.broadcast_arrays(*(np.asarray(value, dtype=float) for value in values))]


def _log_inverse_b(load: Array, agents: Array) -> Array:
    safe = np.where(load > 0, load, 1.0)
    return np.log(safe) + _log_upper(agents + 1, safe)


def _log_lower(s: Array, y: Array) -> Array:
    """Return log L(s, y) for s > 0, y >= 0."""
    result = np.empty_like(s)
    near = y < s + 1
    result[near] = np.log(_series(s[near], y[near]))
    far = ~near
    if far.any():
        whole = _log_gamma_scaled(s[far], y[far])
        result[far] = whole + np.log1p(-np.exp(np.minimum(np.log(_fraction(s[far], y[far])) - whole, -1e-16)))
    return result


def _log_upper(s: Array, y: Array) -> Array:
    """Return log U(s, y) for s > 0, y > 0."""
    result = np.empty_like(s)
    far = y >= s + 1
    result[far] = np.log(_fraction(s[far], y[far]))
    near = ~far
    if near.any():
        whole = _log_gamma_scaled(s[near], y[near])
        result[near] = whole + np.log1p(-np.exp(np.minimum(np.log(_series(s[near], y[near])) - whole, -1e-16)))
    return result


def _log_gamma_scaled(s: Array, y: Array) -> Array:
    """Return log of e^y y^-s Γ(s): Stirling's series after moving s up by 16, where it is exact to the last bits."""
    shift = 16
    up = s + shift
    excess = (y - up) / up
    series = (1 / 12 - (1 / 360 - 1 / (1260 * up**2)) / up**2) / up
    scaled = up * (excess - np.log1p(excess)) - 0.5 * np.log(up) + 0.5 * math.log(2 * math.pi) + series
    steps = s[..., None] + np.arange(shift)
    return scaled + np.sum(np.log(y[..., None] / steps), axis=-1)


def _series(s: Array, y: Array) -> Array:
    """Return L(s, y) by its series, quick where y < s + 1."""
    term = 1 / s
    total = term.copy()
    for k in range(1, _ITERATIONS):
        term = term * (y / (s + k))
        total += term
        if k % 8 == 0 and np.all(term <= 1e-17 * total):
            break
    return total


def _fraction(s: Array, y: Array) -> Array:
    """Return U(s, y) by its continued fraction (Lentz), quick where y >= s + 1."""
    b = y + 1 - s
    c = np.full_like(y, 1e300)
    d = 1 / b
    total = d.copy()
    for k in range(1, _ITERATIONS):
        a = -k * (k - s)
        b = b + 2
        d = 1 / _away_from_zero(a * d + b)
        c = _away_from_zero(b + a / c)
        total *= d * c
        if k % 8 == 0 and np.all(np.abs(d * c - 1) < 1e-15):
            break
    return total


def _away_from_zero(values: Array) -> Array:
    return np.where(np.abs(values) < 1e-300, 1e-300, values)
