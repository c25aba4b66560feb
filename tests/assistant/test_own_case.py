"""What an answer comes to in the person's own estimate: a figure for most articles, from the calculator alone."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from assistant.builtin import own_case as module
from assistant.builtin import own_figures
from assistant.builtin.own_case import own_case
from assistant.builtin.prose import Prose
from assistant.builtin.talk import Talk
from assistant.grounding import Evidence, flaws
from knowledge.library import LIBRARY_FOLDER
from tools.brief import Brief
from tools.estimate import estimate
from tools.stakes import stakes

TABLE = yaml.load(Path(module.__file__).with_name("own_cases.yaml").read_text(encoding="utf-8"), yaml.CSafeLoader)
ARTICLES = {path.name.split(".")[0] for path in Path(LIBRARY_FOLDER).rglob("*.md")}
BRIEF = {
    "home_country": "US",
    "channels": {"phone": {"contacts_per_month": 4000}, "chat": {"contacts_per_month": 3000}},
    "languages": ["en", "es"],
    "coverage": {"hours_per_day": 24, "days_per_week": 7},
    "in_house": {"agents": 20},
    "compliance": ["pci_dss"],
    "provider_countries": ["MX"],
}


def talk_of(language: str) -> tuple[Talk, dict]:
    found = estimate(Brief.parse(BRIEF, language), language=language).to_json()
    talk = Talk({"language": language, "brief": BRIEF}, "?")
    artifact = {"estimate": found, "stakes": stakes(found)}
    talk.results["estimate_cost"] = [artifact]
    return talk, artifact


def test_every_article_of_the_table_exists():
    assert set(TABLE) <= ARTICLES


@pytest.mark.parametrize("language", ["en", "ru"])
def test_a_figure_is_told_for_every_article_of_the_table_and_each_has_an_origin(language):
    talk, artifact = talk_of(language)
    evidence = Evidence()
    evidence.add_estimate(artifact["estimate"])
    evidence.add(artifact)
    for article in TABLE:
        text = own_case(talk, [article])
        assert text, article
        assert flaws(text, evidence) == [], article
        assert "{" not in text, article
        assert ".." not in text, article


def test_an_article_that_is_not_listed_tells_its_warning_or_nothing():
    talk, artifact = talk_of("en")
    warned = {warning["article"] for warning in artifact["estimate"]["warnings"]} - set(TABLE)
    for article in warned:
        assert own_case(talk, [article])
    assert own_case(talk, ["what-is-outsourcing"]) == ""


def test_without_an_estimate_there_is_no_case():
    assert own_case(Talk({"language": "en"}, "?"), ["faq-roi"]) == ""


def test_a_kind_nobody_tells_is_refused(tmp_path, monkeypatch):
    wrong = tmp_path / "own_cases.yaml"
    wrong.write_text("faq-roi: [{savigns: own}]\n", encoding="utf-8")
    monkeypatch.setattr(module, "_TABLE", wrong)
    module._table.cache_clear()
    with pytest.raises(ValueError, match=r"own_cases\.yaml: faq-roi: savigns: unknown\. hint: known are .*savings"):
        module._table()
    monkeypatch.undo()
    module._table.cache_clear()


def test_stakes_follow_from_the_invoice_and_the_team():
    _, artifact = talk_of("en")
    found = artifact["stakes"]
    assert found["penalties"]["of"] == round(artifact["estimate"]["invoice"]["typical"], 2)
    for stake in found.values():
        assert 0 < stake["low"] <= stake["typical"] <= stake["high"] < stake["of"]
    shared = {**artifact["estimate"], "arrangement": "shared"}
    assert "leavers" not in stakes(shared)


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize(
    "brief",
    [
        BRIEF,
        {"agents": 30, "languages": ["pt"], "provider_countries": ["BR"]},
        {"in_house": {"agents": 6}},
        {"channels": {"email": {"contacts_per_month": 150}}},
        {"contacts_per_month": 9000, "service_level": {"phone": {"seconds": 30}}},
    ],
    ids=["channels", "agents alone", "own team alone", "a shared desk", "no channels"],
)
def test_every_figure_is_told_of_every_kind_of_case_or_left_out(brief: dict, language: str):
    found = estimate(Brief.parse(brief, language), language=language).to_json()
    talk = Talk({"language": language, "brief": brief}, "?")
    talk.results["estimate_cost"] = [{"estimate": found}]
    for figure in own_figures._TELLERS:
        text = own_figures.teller(figure)(talk, Prose(language), found)
        assert "{" not in text, figure
