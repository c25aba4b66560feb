"""The bibliography: it loads, ids lead to sources and facts, and its figures are usable."""

import time

import pytest
import yaml

from knowledge import sources
from knowledge.sources import known_references, load_sources, source_of


def test_every_id_leads_to_its_source():
    for source in load_sources().values():
        assert source_of(source.id) == (source, None)
        for fact in source.facts:
            assert source_of(fact.id) == (source, fact)


def test_unknown_id_is_a_key_error():
    with pytest.raises(KeyError):
        source_of("no-such-source")


def test_the_whole_bibliography_is_there():
    assert len(load_sources()) >= 270
    assert len(known_references()) == sum(1 + len(source.facts) for source in load_sources().values())


def test_every_source_but_the_guidance_can_be_looked_up():
    assert [source.id for source in load_sources().values() if source.url is None] == ["founding-guidance"]


def test_a_unit_naming_a_currency_agrees_with_the_fact():
    for source in load_sources().values():
        for fact in source.facts:
            for code in ("USD", "EUR", "GBP", "RUB"):
                if fact.unit.startswith(code):
                    assert fact.currency == code, fact.id


def test_loads_sooner_than_a_plain_reader_of_yaml():
    sources.load_sources.cache_clear()
    start = time.process_time()
    load_sources()
    ours = time.process_time() - start
    start = time.process_time()
    yaml.safe_load(sources.SOURCES_FILE.read_text(encoding="utf-8"))
    assert ours < time.process_time() - start
