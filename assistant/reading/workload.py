"""From volumes, shares and rates to contacts per month and channel."""

from collections.abc import Mapping
from typing import Any

from assistant.reading.beside_volumes import as_many, brands, left_over, length_of_time, rest_told, together
from assistant.reading.channel_shares import fraction, own_volume, read_shares, split_evenly, splits
from assistant.reading.channels import written_there
from assistant.reading.driven import rates_by_channel
from assistant.reading.facts import Fact
from assistant.reading.in_brief import volumes_in
from assistant.reading.named_in_row import led_in_row
from assistant.reading.nearest_channel import apposed, of_the_one_before, topic_of
from assistant.reading.one_number import counts_several, mostly_one, of_a_list, told_of_each
from assistant.reading.refusals import declined
from assistant.reading.result import Change
from assistant.reading.roles import Role, Roles, middle
from assistant.reading.scene import Span, TextScene
from assistant.reading.standing import retold, standing
from assistant.reading.word_lists import existentials, places_told
from assistant.reading.workload_periods import NEAR, WorkloadPeriods

MONTH_SECONDS = 365 * 86_400 / 12
CHANNELS = ("phone", "email", "chat", "social")
WEEKS = 52 / 12
DAYS = 30.4
OFFICE_HOURS = 8.0
_WHOLE = 0.985  # from which shares leave nothing over
_AS_SURE = 0.6  # costs of two roles that say as much of what they are about


def tidy(number: float) -> int | float:
    """The number without a needless fraction."""
    rounded = round(number, 2)
    return int(rounded) if rounded == int(rounded) else rounded


def per_month(per: str | None, coverage: Mapping[str, Any]) -> float:
    """How many of a period make a month; days and hours by the coverage where it is known."""
    days = coverage.get("days_per_week")
    days_a_month = float(days) * WEEKS if isinstance(days, int | float) and days else DAYS
    hours = coverage.get("hours_per_day")
    hours_a_day = float(hours) if isinstance(hours, int | float) and hours else OFFICE_HOURS
    factors = {
        "second": days_a_month * hours_a_day * 3600,
        "minute": days_a_month * hours_a_day * 60,
        "hour": days_a_month * hours_a_day,
        "shift": days_a_month,
        "day": days_a_month,
        "working_day": 5 * WEEKS,
        "business_day": 5 * WEEKS,
        "weekday": 5 * WEEKS,
        "workday": 5 * WEEKS,
        "week": WEEKS,
        "month": 1.0,
        "quarter": 1 / 3,
        "year": 1 / 12,
        "half_year": 1 / 6,
    }
    return factors.get(per or "month", 1.0)


def scaled(fact: Fact, factor: float) -> tuple[int | float, dict[str, Any]]:
    """The value of a fact times a factor, with what a single number cannot keep: the range, the period, "about"."""
    value = fact.value["value"] if isinstance(fact.value, dict) and "value" in fact.value else fact.value
    detail: dict[str, Any] = {}
    if isinstance(value, dict) and "low" in value and "high" in value:
        detail.update(low=tidy(float(value["low"]) * factor), high=tidy(float(value["high"]) * factor))
    if fact.approximate:
        detail["approximate"] = True
    if isinstance(fact.value, dict) and fact.value.get("per"):
        detail["per"] = fact.value["per"]
    return tidy(middle(value) * factor), detail


class Workload:
    """Reads the workload of one scene: totals, volumes by channel, shares and contact rates."""

    def __init__(self, scene: TextScene, roles: Roles, brief: Mapping[str, Any], coverage: Mapping[str, Any]) -> None:
        self.scene, self.roles, self.brief, self.coverage = scene, roles, brief, coverage
        self.changes: list[Change] = []
        self.used_channels: set[int] = set()
        self.periods = WorkloadPeriods(scene, roles, coverage)

    def read(self) -> list[Change]:
        """Changes of channel volumes and of the total."""
        total = self._volumes()
        total = self._driven() or total
        shared = self._shares(total)
        if total is not None and not shared:
            only = self._only_channel() or self._new_channel(total[1]) or self._one_left(total[1])
            if any(c.path == f"channels.{only}.contacts_per_month" for c in self.changes):
                only = None  # "8,000 contacts, 70% of them calls": a share of the total
            path = f"channels.{only}.contacts_per_month" if only else "contacts_per_month"
            self._set(path, *total)
        return self.changes

    def _set(self, path: str, value: Any, fact: Fact, detail: Mapping[str, Any]) -> None:
        self.changes.append(Change("set", path, value, fact.start, fact.end, fact.text, detail))

    def _volumes(self) -> tuple[Any, Fact, Mapping[str, Any]] | None:
        """Volumes by channel go to the changes; the total, if one was stated, is returned."""
        total: tuple[Any, Fact, Mapping[str, Any]] | None = None
        by_channel: dict[str, tuple[float, Fact, dict[str, Any]]] = {}
        chosen: dict[str | None, Role] = {}
        roles = [*self.roles.of("contacts"), *self._writers()]
        spans = [self.scene.span(f) for f in self.scene.facts if f.kind in ("number", "volume")]
        places = frozenset(at for span in spans for at in range(span.first, span.last + 1))
        branded = len(brands(self.scene)) > 1
        last: tuple[Role, str | None] | None = None
        for role in roles:
            channel = self._channel(role)
            period = self.periods.of(role)
            if period is None and total is not None and rest_told(self.scene, role.span, [self.scene.span(total[1])]):
                period = total[1].per  # "of which 260,000 by phone and the rest by e-mail"
            factor = per_month(period, self.coverage) * (self._shifts() if period == "shift" else 1)
            if period is None and (lasted := length_of_time(self.scene, role.span)):
                factor = MONTH_SECONDS / lasted
            value, detail = scaled(role.fact, factor)
            volume = (value, role.fact, detail)
            listed = self._each_of_list(role)
            if channel is None and last and retold(self.scene, last[0].span, role.span):
                channel = last[1]  # "sixty times a week, sorry, seventy times a week"
            last = (role, channel)
            if len(listed) > 1:
                by_channel.update(dict.fromkeys(listed, volume))
                chosen.update(dict.fromkeys(listed, role))
            elif channel is None:
                said = self.scene.around(role.span, ("total",), 1.0)
                dated = total is not None and role.fact.kind == "volume" and total[1].kind == "number"
                if total is None or said or dated or self._holds(role, chosen.get(None), places):
                    total, chosen[None] = volume, role
            elif (
                branded
                and channel in by_channel
                and (sum_ := together(self.scene, channel, by_channel[channel], volume))
            ):
                by_channel[channel] = sum_
            elif channel not in by_channel or self._holds(role, chosen[channel], places):
                chosen[channel] = role
                by_channel[channel] = volume
        by_channel.update(as_many(self.scene, by_channel))
        if total is not None and (rest := left_over(self.scene, total, by_channel)):
            by_channel.update({c: (tidy(v[0]), v[1], v[2]) for c, v in rest.items()})
            total = None
        for channel, (value, fact, detail) in by_channel.items():
            self._set(f"channels.{channel}.contacts_per_month", value, fact, detail)
        wanted = self._wanted()
        return total if total and (not by_channel or wanted - by_channel.keys()) else None

    def _writers(self) -> list[Role]:
        """ "50 users a day write to support": those who write are as many contacts."""
        if self.roles.of("contact_rate", "contacts"):
            return []
        found = []
        counted = [Role("driver", f, self.scene.span(f), None, 0.5) for f in self.roles.free]
        for role in [*self.roles.of("driver"), *counted]:
            ahead = self.scene.around(role.span, ("writes",), 1.0)
            if role.fact.kind == "volume" and any(m.first > role.span.last for _, m in ahead):
                found.append(Role("contacts", role.fact, role.span, None, role.cost))
        return found

    def _each_of_list(self, role: Role) -> list[str]:
        """The channels of a sentence of which each has the volume: «телефон, почта, чат — все по тысяче»."""
        if not self.scene.around(role.span, ("each",), 0.6) and not told_of_each(self.scene, role):
            return []
        sentence = self.scene.sentence_of(role.span.first)
        if any(r is not role and r.span.first in sentence for r in self.roles.of("contacts")):
            return []  # «звонят по десять раз в день и пишут тридцать»
        return list(dict.fromkeys(channel for channel, place in self.scene.channels if place.first in sentence))

    def _shifts(self) -> float:
        """Shifts a day, where the text tells: "two shifts a day, 240 calls per shift", "20 shifts a month"."""
        for fact in self.scene.facts:
            if fact.kind not in ("number", "volume") or not self._counts_shifts(fact):
                continue
            if fact.kind == "volume" and fact.per in ("week", "month"):  # then so many make a month, whatever the days
                return middle(fact.value) * per_month(fact.per, self.coverage) / per_month("shift", self.coverage)
            if 1 <= middle(fact.value) <= 4:
                return middle(fact.value)
        return 1.0

    def _counts_shifts(self, fact: Fact) -> bool:
        """ "Two shifts", "two back-to-back shifts": what the number counts, within two words."""
        span, words = self.scene.span(fact), self.scene.words
        if any(m.last == span.last for m in self.scene.mentions if m.family == "shifts_are"):
            return True  # «смен в сутках две»
        last = span.last
        while (
            last < min(len(words) - 1, span.last + 3) and words[last + 1].is_word and not self.scene.fact_at[last + 1]
        ):
            last += 1
        return self.scene.has(Span(span.first, last), "shift")

    def _holds(self, role: Role, before: Role | None, places: frozenset[int]) -> bool:
        """True when a volume holds in place of the one told before it: put right, of the present, or surer."""
        if before is None:
            return False
        old, new = standing(self.scene, before.span, places), standing(self.scene, role.span, places)
        if new < min(old, (0, 0)):
            return False  # "450 on Mondays", "of which 400": of a part only
        if any(m.last < role.span.first for _, m in self.scene.around(role.span, ("afresh",), 1.2)):
            return True
        if retold(self.scene, before.span, role.span):
            return True
        if role.fact.kind == "number" and before.fact.kind == "volume" and self.periods.of(role) is None:
            return False  # "12,400 calls a month …, the subject of 164 complaints"
        if role.fact.kind == "volume" and before.fact.kind == "number" and self.periods.of(before) is None:
            return role.cost <= before.cost + 0.25  # "one night with 4,000 calls …, the average month has 5,600"
        same = role.cue is not None and role.cue == before.cue  # «84 тыс. звонков, на этот год прогноз 102 тыс.»
        if old != new and (same or abs(role.cost - before.cost) < _AS_SURE):
            return new > old
        return role.cost < before.cost - 0.25

    def _driven(self) -> tuple[Any, Fact, Mapping[str, Any]] | None:
        """Contacts that follow from orders or customers: "200 orders a day, one in ten writes to us"."""
        drivers, rates = self.roles.of("driver"), self.roles.of("contact_rate")
        if not drivers or not rates:
            return None
        if several := rates_by_channel(self.scene, self.roles):
            for channel, rate in several.items():
                self._set(f"channels.{channel}.contacts_per_month", *self._at_rate(drivers, rate))
            self.roles.taken[:] = [r for r in self.roles.taken if r not in several.values()]
            return None
        return self._at_rate(drivers, rates[0])

    def _at_rate(self, drivers: list[Role], rate: Role) -> tuple[Any, Fact, Mapping[str, Any]]:
        """What a rate makes of the orders or customers it is of: those it names, else the nearest."""
        named = {form for word in self.scene.words[rate.span.first : rate.span.last + 1] for form in word.forms}
        same = [r for r in drivers if r.cue is not None and named & self.scene.words[r.cue.first].forms]
        role = min(same or drivers, key=lambda r: abs(r.span.first - rate.span.first))
        factor = per_month(self.periods.of(role) or rate.fact.per or self.periods.of_rate(rate), self.coverage)
        share = fraction(middle(rate.fact.value)) if rate.fact.kind == "percent" else middle(rate.fact.value)
        value, detail = scaled(role.fact, factor * share)
        told = rate.fact if rate.fact.kind == "percent" else role.fact  # the share is what the volume is known by
        return value, told, {**detail, "rate": share}

    def _channel(self, role: Role) -> str | None:
        """The channel a volume belongs to: its head noun, else the nearest channel no other volume is nearer to."""
        cue = role.cue
        sentence = self.scene.sentence_of(role.span.first)
        if headed := led_in_row(self.scene, role.span.first):
            return headed
        whole = self._split_in(sentence) and (
            self.scene.around(role.span, ("total",), 0.4) or self._split_wholly(sentence)
        )
        named = cue is not None and cue.family == "contact" and cue.value not in ("", "_")
        named = named and not (whole and role.cost > 0.1) and not self._led_by_another(role)
        named = named and not of_the_one_before(self.scene, role, self.roles.of("contacts"))
        if cue is not None and named and not written_there(self.scene, cue):
            return None if counts_several(self.scene, role, self.roles.of("contacts")) else cue.value
        others = [r.span for r in self.roles.of("contacts") if r is not role]
        part = rest_told(self.scene, role.span, others) and not any(
            r.span.first in sentence for r in self.roles.of("share")
        )
        if not part and (self._split_in(sentence) or self.scene.around(role.span, ("total",), 0.5)):
            return None
        best: tuple[float, str, int] | None = None
        for channel, place in self.scene.channels:
            if place.first in self.used_channels or (place.first > role.span.last and declined(self.scene, place)):
                continue
            gap = self._gap(role.span, place) + (0.3 if place.first > role.span.last else 0.0)
            if gap > NEAR or self._nearer_elsewhere(role, place, gap):
                continue
            if best is None or gap < best[0]:
                best = (gap, channel, place.first)
        if best is None:
            best = self._pointed_at(role, sentence)
        best = best or apposed(self.scene, role, self.used_channels)
        happens = role.cue is not None and role.cue.family == "happens"
        if best is None and (happens or self._told_there(role)):
            before = [c for c, p in self.scene.channels if p.first in sentence and p.last < role.span.first]
            return before[-1] if before else topic_of(self.scene, role.span, self.scene.channels)
        counted = self.roles.of("contacts")
        if best is None or of_a_list(self.scene, best[2], counted) or mostly_one(self.scene, role, counted):
            return None
        self.used_channels.add(best[2])
        return best[1]

    def _led_by_another(self, role: Role) -> bool:
        """«Чат 80 в день тел 40»: the name of another channel right before the number, and none in it."""
        cue, before = role.cue, role.span.first - 1
        named = [channel for channel, place in self.scene.channels if place.last == before]
        return cue is not None and cue.last < before and bool(named) and cue.value not in named

    def _told_there(self, role: Role) -> bool:
        """ "2,150 conversations there in a month", «туда приходит 900»; "there are 900" leans on nothing."""
        words, first, last = self.scene.words, role.span.first, role.span.last
        while first and words[first - 1].is_word:
            first -= 1
        while last + 1 < len(words) and words[last + 1].is_word:
            last += 1
        said = [at for at in range(first, last + 1) if words[at].lower in places_told()]
        return any(at + 1 >= len(words) or not words[at + 1].forms & existentials() for at in said)

    def _pointed_at(self, role: Role, sentence: Span) -> tuple[float, str, int] | None:
        """ "The WhatsApp number …, on which we get 200 messages": a relative points back to the last channel before."""
        marks = [m for m in self.scene.inside(sentence, ("on_which",)) if m.last < role.span.first]
        if not marks or self._gap(role.span, Span(marks[-1].first, marks[-1].last)) > 2 * NEAR:
            return None
        before = [(c, p) for c, p in self.scene.channels if p.first in sentence and p.last < marks[-1].first]
        free = before and before[-1][1].first not in self.used_channels
        return (0.0, before[-1][0], before[-1][1].first) if free else None

    def _split_in(self, sentence: Span) -> bool:
        """True when the sentence splits a total into shares."""
        shares = any(role.span.first in sentence for role in self.roles.of("share"))
        return shares or splits(self.scene, sentence)

    def _split_wholly(self, sentence: Span) -> bool:
        """ "65/25/10 voice/email/chat on 40,000": the shares of the sentence's channels leave nothing over."""
        shares = [share for share, at in read_shares(self.scene, self.roles).values() if at.first in sentence]
        return len(shares) > 1 and sum(shares) > _WHOLE

    def _gap(self, a: Span, b: Span) -> float:
        if b.first in a or a.first in b:
            return 0.0
        return self.scene.distance(b.last, a.first) if b.first < a.first else self.scene.distance(a.last, b.first)

    def _nearer_elsewhere(self, role: Role, place: Span, gap: float) -> bool:
        others = self.roles.of("contacts", "share")
        if any(word.text in ",;" for word in self.scene.words[role.span.last + 1 : place.first]):
            # "14k contacts a month, calls take 4 minutes"
            others += [r for r in self.roles.of("aht") if r.span.first > place.last]
        return any(other is not role and self._gap(other.span, place) < gap for other in others)

    def _wanted(self) -> set[str]:
        known = self.brief.get("channels")
        named = {channel for channel, _ in self.scene.channels}
        return named | ({c for c, v in known.items() if v is not None} if isinstance(known, Mapping) else set())

    def _only_channel(self) -> str | None:
        wanted = self._wanted()
        return next(iter(wanted)) if len(wanted) == 1 else None

    def _one_left(self, fact: Fact) -> str | None:
        """The one channel the sentence names, where the others of the message are declined."""
        sentence = self.scene.sentence_of(self.scene.span(fact).first)
        named = {channel for channel, place in self.scene.channels if place.first in sentence}
        wanted = {channel for channel, place in self.scene.channels if not declined(self.scene, place)}
        return next(iter(named)) if len(named) == 1 and named == wanted and not self.brief.get("channels") else None

    def _new_channel(self, fact: Fact) -> str | None:
        """The one channel the sentence names, where the brief has others: «ещё чат, обращений девятьсот»."""
        sentence = self.scene.sentence_of(self.scene.span(fact).first)
        named = {channel for channel, place in self.scene.channels if place.first in sentence}
        known = self.brief.get("channels")
        fresh = named - set(known) if isinstance(known, Mapping) else set()
        return next(iter(fresh)) if len(named) == 1 and fresh else None

    def _shares(self, total: tuple[Any, Fact, Mapping[str, Any]] | None) -> bool:
        """Resolve shares of the total; True when they account for all of it."""
        shares = read_shares(self.scene, self.roles) or self._shares_in_order()
        if not shares:
            return False
        base = total or self._known_total()
        if base is None:
            return False
        value, fact, detail = base
        for channel, (share, at) in shares.items():
            start, end = self.scene.words[at.first].start, self.scene.words[at.last].end
            whole = own_volume(self.scene, at, channel, self.brief) if total is None and len(shares) == 1 else None
            part = {"share": round(share, 4), **{k: tidy(v * share) for k, v in detail.items() if k in ("low", "high")}}
            text = self.scene.text[start:end]
            path = f"channels.{channel}.contacts_per_month"
            self.changes.append(Change("set", path, tidy(float(whole or value) * share), start, end, text, part))
        full = sum(share for share, _ in shares.values()) > _WHOLE
        if full and "contacts_per_month" in self.brief:
            self.changes.append(Change("remove", "contacts_per_month", None, fact.start, fact.end, fact.text))
        return full

    def _shares_in_order(self) -> dict[str, tuple[float, Span]]:
        """ "60/40" when the channels are known: in their order, as many shares as channels that make a whole."""
        percents = [f for f in self.roles.free if f.kind == "percent"]
        known = self.brief.get("channels")
        wanted = [c for c, v in known.items() if v is not None] if isinstance(known, Mapping) else []
        whole = abs(sum(middle(f.value) for f in percents) - 100) < 0.5
        if self.scene.channels or len(wanted) < 2:
            return {}
        if even := split_evenly(self.scene):
            return dict.fromkeys(wanted, (1 / len(wanted), even))
        if len(percents) != len(wanted) or not whole:
            return {}
        return {c: (fraction(middle(f.value)), self.scene.span(f)) for c, f in zip(wanted, percents, strict=True)}

    def _known_total(self) -> tuple[Any, Fact, Mapping[str, Any]] | None:
        known = self.brief.get("contacts_per_month")
        if not isinstance(known, int | float):
            known = sum(volumes_in(self.brief).values())
        return (known, Fact("number", known, 0, 0, ""), {}) if known else None
