"""Every estimate has the keys and types that other programs rely on, whatever the brief says."""

import json

import pytest

from tools.brief import Brief
from tools.estimate import estimate

MONEY = dict.fromkeys(("low", "typical", "high"), float)
SOURCE = {"title": str, "url": (str, type(None)), "date": (str, type(None))}
INPUT = {"name": str, "value": float, "unit": str, "origin": str, "parameter": (str, type(None))}
LINE = {
    "id": str, "category": str, "period": str, "label": str, "quantity": float, "unit": str, "rate": float,
    "amount": MONEY, "formula": str, "inputs": [INPUT],
}  # fmt: skip
RETURN = {"monthly": float, "first_year": float, "roi": (float, type(None)), "payback_months": (float, type(None)),
          "npv": float}  # fmt: skip
ESTIMATE = {
    "currency": str, "as_of": str, "fingerprint": str, "monthly": MONEY, "one_time": MONEY, "first_year": MONEY,
    "per_contact": MONEY, "lines": [LINE],
    "staffing": [{"channel": str, "language": str, "model": str, "agents": float, "paid_hours_per_month": float,
                  "fte": float, "occupancy": float, "service_level": (float, type(None))}],
    "assumptions": [{"parameter": str, "label": str, **MONEY, "unit": str}],
    "not_priced": [{"id": str, "reason": str}],
    "sensitivity": [{"input": str, "low_total": float, "high_total": float}],
    "next_questions": [str],
    "scenarios": [{"id": str, "label": str, "monthly": MONEY, "first_year": MONEY}],
    "billing": [{"model": str, "unit_price": MONEY, "monthly": MONEY, "risk": str}],
    "warnings": [{"id": str, "text": str, "article": str}],
}  # fmt: skip

BRIEFS = {
    "a tiny shop": {"home_country": "US", "channels": {"phone": {"contacts_per_month": 900}}},
    "one contact a month": {"channels": {"phone": {"contacts_per_month": 1}}},
    "nothing to handle": {"channels": {"chat": {"contacts_per_month": 0}}},
    "a bank of two thousand agents": {
        "home_country": "DE", "industry": "fintech", "compliance": ["gdpr", "pci_dss"], "growth_percent": 12,
        "channels": {"phone": {"contacts_per_month": 2_000_000, "aht_seconds": 420},
                     "chat": {"contacts_per_month": 400_000}, "email": {"contacts_per_month": 300_000}},
        "coverage": {"hours_per_day": 24, "days_per_week": 7}, "languages": ["de", "en", "fr"], "peak_factor": 1.4,
    },
    "e-mail alone": {"channels": {"email": {"contacts_per_month": 4000}}, "location": "offshore"},
    "agents alone": {"home_country": "RU", "agents": 8, "coverage": {"hours_per_day": 24, "days_per_week": 7}},
    "a team of today": {
        "home_country": "GB", "in_house": {"agents": 12, "hourly_wage": {"amount": 14, "currency": "GBP"}},
    },
    "an AI agent": {"home_country": "KZ", "contacts_per_month": 20_000, "pricing_model": "per_resolution"},
    "quotes and a budget": {
        "home_country": "RU", "contacts_per_month": 30_000, "budget_per_month": {"amount": 500_000, "currency": "RUB"},
        "quotes": [{"vendor": "Альфа", "price": {"amount": 650, "currency": "RUB"}, "unit": "per_hour"}],
        "exchange_rates": {"USD/RUB": 90},
    },
    "an industry alone": {"industry": "healthcare"},
}  # fmt: skip


def misfits(value, shape, path="estimate"):
    """Every place where a value is not of the shape."""
    if isinstance(shape, dict):
        if not isinstance(value, dict):
            return [f"{path}: no object"]
        missing = [f"{path}.{key}: missing" for key in shape if key not in value]
        return missing + [
            one for key in shape if key in value for one in misfits(value[key], shape[key], f"{path}.{key}")
        ]
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [f"{path}: no list"]
        return [one for number, item in enumerate(value) for one in misfits(item, shape[0], f"{path}[{number}]")]
    kinds = shape if isinstance(shape, tuple) else (shape,)
    kinds = (*kinds, int) if float in kinds else kinds
    return [] if isinstance(value, kinds) and not isinstance(value, bool) else [f"{path}: {value!r}"]


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("name", BRIEFS)
def test_keys_and_types(name, language):
    # Through JSON text: NaN and Infinity are no JSON.
    found = json.loads(json.dumps(estimate(Brief.parse(BRIEFS[name]), language=language).to_json(), allow_nan=False))
    assert misfits(found, ESTIMATE) == []
    assert found["in_house"] is None or misfits(found["in_house"], {"monthly": MONEY, "lines": [LINE]}) == []
    assert (found["savings"] is None) == (found["in_house"] is None)
    assert found["savings"] is None or misfits(found["savings"], {**RETURN, "halved": RETURN}) == []
    categories = {"labour", "technology", "training_management", "fees", "client_side"}
    assert {line["category"] for line in found["lines"]} <= categories
    assert {line["period"] for line in found["lines"]} <= {"monthly", "one_time"}
    assert {item["origin"] for line in found["lines"] for item in line["inputs"]} <= {"stated", "assumed", "computed"}
    models = {option["model"] for option in found["billing"]}
    assert models <= {"per_hour", "per_agent", "per_contact", "per_minute", "per_resolution"}
    assert {"per_hour", "per_agent"} <= models
    assert len({line["id"] for line in found["lines"]}) == len(found["lines"])


def test_invoice_and_own_costs_make_the_monthly_total():
    for brief in BRIEFS.values():
        found = estimate(Brief.parse(brief)).to_json()
        own = sum(line["amount"]["typical"] for line in found["lines"]
                  if line["period"] == "monthly" and line["category"] == "client_side")  # fmt: skip
        assert found["invoice"]["typical"] + own == pytest.approx(found["monthly"]["typical"], abs=0.005)
        assert found["invoice"]["low"] <= found["monthly"]["low"]
