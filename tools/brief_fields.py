"""The fields of the brief, each with its rule and a line of description."""

from __future__ import annotations

from typing import Any

from tools.rules import Choice, Clock, Code, Fields, Flag, Number, Rates, Report, Rule, Several, Text, join

CHANNELS = ("phone", "email", "chat", "social")
INDUSTRIES = (
    "ecommerce", "saas", "fintech", "telecom", "travel", "healthcare", "gaming", "logistics", "education",
    "government", "utilities", "other",
)  # fmt: skip
PRICING_MODELS = ("per_hour", "per_agent", "per_contact", "per_minute", "per_resolution")
QUOTE_UNITS = (*PRICING_MODELS, "per_month")
HOURS_BILLED = ("billed", "paid", "productive", "talk")
COMPLIANCE = ("gdpr", "pci_dss", "hipaa", "soc2", "iso27001", "ru_152fz")
LOCATIONS = ("onshore", "nearshore", "offshore")
SUPPORT_LEVELS = ("basic", "technical", "expert")

MONEY_EXAMPLE = '{"amount": 1200, "currency": "USD"}'


def money(description: str) -> Fields:
    """Return the rule for an amount of money."""
    return Fields(
        {
            "amount": Number(0, 1e11, "amount", above_low=True, example=1200),
            "currency": Code("currency"),
        },
        required=("amount", "currency"),
        example=MONEY_EXAMPLE,
        description=description,
    )


def _volume(description: str) -> Number:
    return Number(0, 1e8, "volume", example=3000, description=description)


def span_hours(opening: str, closing: str) -> float:
    """Return the hours from opening to closing; past midnight if closing comes first; equal times are a whole day."""
    start, end = (int(clock[:2]) + int(clock[3:]) / 60 for clock in (opening, closing))
    return (end - start) % 24 or 24.0


def _hours_fit(coverage: dict[str, Any], path: str, report: Report) -> None:
    if not {"open", "close", "hours_per_day"} <= coverage.keys():
        return
    span, hours = span_hours(coverage["open"], coverage["close"]), coverage["hours_per_day"]
    if abs(span - hours) > 1 / 60:
        report.add(join(path, "hours_per_day"), "hours_differ", report.hint("hours_differ"), hours=f"{hours:g}",
                   open=coverage["open"], close=coverage["close"], span=f"{span:g}")  # fmt: skip


def _channel_left(channels: dict[str, Any], path: str, report: Report) -> None:
    if channels and len(channels) == len(CHANNELS) and all(channel is None for channel in channels.values()):
        report.add(path, "no_channel_left", report.hint("no_channel_left"))


def service_level(description: str) -> Fields:
    """Return the rule for a service level: a time to answer in, and what percentage is, the usual one if left out."""
    return Fields(
        {
            "percent": Number(1, 100, "percent", below_high=True, below_high_problem="service_level_impossible",
                              below_high_hint="below_hundred",
                              example=80, description="contacts answered within the time, per cent of those offered"),
            "seconds": Number(0, 2_592_000, "seconds", example=20, description="the time, in seconds"),
        },
        required=("seconds",),
        example='{"percent": 80, "seconds": 20}',
        description=description,
    )  # fmt: skip


_CHANNEL: dict[str, Rule] = {
    "contacts_per_month": _volume("contacts of this channel in a month"),
    "aht_seconds": Number(10, 28_800, "aht_seconds", example=240, description="average handle time of one contact"),
    "volume": Choice(("small",), description="how much of it there is where no number was stated: hardly any, a few"),
}
_CHAT = {
    **_CHANNEL,
    "concurrency": Number(1, 20, "concurrency", example=2, description="chats one agent handles at once"),
}
_COVERAGE: dict[str, Rule] = {
    "hours_per_day": Number(0, 24, "hours_per_day", above_low=True, example=12, description="hours open a day"),
    "days_per_week": Number(1, 7, "days_per_week", whole=True, example=5, description="days open a week"),
    "open": Clock("opening time in the buyer's own time zone"),
    "close": Clock("closing time; before the opening time if the desk closes after midnight"),
}
_IN_HOUSE: dict[str, Rule] = {
    "agents": Number(0, 100_000, "agents", above_low=True, example=12, description="agents in the team today"),
    "salary_per_month": money("gross monthly salary of one agent"),
    "hourly_wage": money("gross hourly wage of one agent"),
    "fully_loaded": Flag("the pay told is all an agent costs: the employer's contributions are in it"),
}
_QUOTE: dict[str, Rule] = {
    "vendor": Text(description="the vendor's name"),
    "price": money("the price quoted"),
    "unit": Choice(QUOTE_UNITS, description="what the price is for; per_month is the whole service for a month"),
    "channel": Choice(CHANNELS, description="the channel the price is for, where the vendor has one for each"),
    "country": Code("country", description="where the vendor's people are, ISO 3166-1 alpha-2"),
    "tax": Choice(("included", "excluded"), description="whether value added tax is in the price"),
    "hour": Choice(HOURS_BILLED, description="which hour a price per hour is for; billed where nothing is said"),
    "fee_per_month": money("what the vendor asks a month besides the price of a unit"),
    "agents": Number(0, 100_000, "agents", above_low=True, example=8, description="agents the vendor's offer is for"),
    "agents_least": Number(0, 100_000, "agents", above_low=True, example=5, description="the fewest the vendor lets"),
    "contacts_included": _volume("contacts a month that the price of a package covers"),
    "price_beyond": money("price of each contact beyond those of the package"),
    "setup": money("what the vendor asks once, for the launch"),
    "use": Choice(("estimate",), description="the estimate is to be made by this price; without it, compared only"),
}

BRIEF = Fields(
    {
        "currency": Code("currency", description="currency to report in, ISO 4217"),
        "exchange_rates": Rates(description='rates the user stated: {"USD/RUB": 90} is 90 roubles for one dollar'),
        "home_country": Code("country", description="where the buyer's customers are, ISO 3166-1 alpha-2"),
        "provider_countries": Several(Code("country"), description="countries of providers the user asks about"),
        "location": Choice(LOCATIONS, description="where providers may be, seen from the home country"),
        "industry": Choice(INDUSTRIES, description="the buyer's industry"),
        "channels": Fields(
            {name: Fields(_CHAT if name == "chat" else _CHANNEL,
                          example='{"contacts_per_month": 3000, "aht_seconds": 270}') for name in CHANNELS},
            nullable=CHANNELS,
            example='{"phone": {"contacts_per_month": 3000, "aht_seconds": 270}}',
            also=_channel_left,
            description="channels wanted; {} is wanted with no volume stated, null is explicitly not wanted",
        ),
        "contacts_per_month": _volume("contacts in a month over all channels, where no split was stated"),
        "coverage": Fields(_COVERAGE, example='{"hours_per_day": 12, "days_per_week": 7}', also=_hours_fit,
                           description="when the desk is open; 24/7 is 24 hours and 7 days"),
        "languages": Several(Code("language"), description="languages of service, ISO 639-1"),
        "support_level": Choice(SUPPORT_LEVELS, description="how hard the contacts are"),
        "service_level": Fields({name: service_level(f"target of {name}") for name in CHANNELS},
                                example='{"phone": {"percent": 80, "seconds": 20}}',
                                description="service level per channel"),
        "pricing_model": Choice(PRICING_MODELS, description="billing model the user wants"),
        "agents": Number(0, 100_000, "agents", above_low=True, example=8,
                         description="outsourced agents the user asks for outright"),
        "contract_months": Number(1, 120, "contract_months", whole=True, example=24, description="length of contract"),
        "growth_percent": Number(-90, 1000, "growth_percent", example=15, description="growth of contacts a year"),
        "peak_factor": Number(1, 20, "peak_factor", example=1.5, description="busiest period over the average"),
        "compliance": Several(Choice(COMPLIANCE), description="rules the service must meet"),
        "in_house": Fields(_IN_HOUSE, example='{"agents": 12}', description="the team the buyer has today"),
        "budget_per_month": money("what the buyer can spend a month"),
        "quotes": Several(Fields(_QUOTE, required=("price", "unit"),
                                 example='{"vendor": "Alpha", "price": ' + MONEY_EXAMPLE + ', "unit": "per_hour"}'),
                          unique=False, description="quotes of vendors"),
    },
    example='{"channels": {"phone": {"contacts_per_month": 3000}}}',
    description="what is known about the buyer; every field optional, present only if stated",
)  # fmt: skip


def describe(rule: Rule = BRIEF, path: str = "") -> dict[str, str]:
    """Return every path pattern of the brief with its description."""
    described: dict[str, str] = {}
    text = getattr(rule, "description", "")
    if path and text:
        described[path] = text
    if isinstance(rule, Fields):
        for name, inner in rule.fields.items():
            described.update(describe(inner, join(path, name)))
    elif isinstance(rule, Several):
        described.update(describe(rule.item, join(path, "<number>")))
    elif isinstance(rule, Rates):
        described[join(path, "<pair>")] = "one rate, for example exchange_rates.USD/RUB"
    return described
