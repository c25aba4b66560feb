"""Reports: every output as a golden file, sums that add up, text that stays text."""

from __future__ import annotations

import io
import re
from pathlib import Path

import openpyxl
import pytest
import yaml
from openpyxl.utils import range_boundaries
from pypdf import PdfReader

from assistant.reports import FORMATS, render
from assistant.reports.sections import sections
from assistant.texts import languages, texts
from benchmarks.estimate import priced_briefs
from tools.brief import Brief
from tools.estimate import estimate

TOOL_TEXTS = Path(__file__).parents[2] / "tools" / "texts"
BRIEFS = priced_briefs("reports")
HOSTILE = [
    '=HYPERLINK("http://x","y")',
    "<script>alert(1)</script>",
    "[here](http://x)",
    "a | b",
    "#panic() $x$ *b* @c",
]


@pytest.fixture(scope="module", params=BRIEFS)
def case(request):
    language, brief = BRIEFS[request.param]
    return request.param, language, brief, estimate(Brief.parse(brief, language), language=language).to_json()


def workbook(content, **options):
    return openpyxl.load_workbook(io.BytesIO(content), **options)


def written(content):
    """A workbook as text: every cell with its number format, formulas as formulas."""
    lines = []
    for sheet in workbook(content):
        lines.append(f"== {sheet.title}")
        for row in sheet.iter_rows():
            lines += [f"{c.coordinate}\t{c.number_format}\t{c.value}" for c in row if c.value is not None]
    return "\n".join(lines) + "\n"


def pages(content):
    return [page.extract_text() for page in PdfReader(io.BytesIO(content)).pages]


@pytest.mark.parametrize(("language", "asked"), [("en", "How many e-mails a month"), ("ru", "Сколько писем")])
def test_a_channel_without_a_volume_is_asked_about_by_name(language, asked):
    told = {"channels": {"phone": {"contacts_per_month": 650}, "email": {}}, "coverage": {"hours_per_day": 8.2}}
    brief = Brief.parse(told, language)
    parts = sections(estimate(brief, language=language).to_json(), brief.to_json(), language)
    steps = next(part for part in parts if part.id == "next_steps")
    assert any(text.startswith(asked) for text in steps.paragraphs), steps.paragraphs


def test_every_output_is_as_kept(case, golden):
    name, language, brief, payload = case
    made = {form: render(payload, brief, language, form) for form in FORMATS}
    golden(f"reports/{name}.md", made["markdown"].decode())
    golden(f"reports/{name}.json", made["json"].decode())
    golden(f"reports/{name}.xlsx.txt", written(made["xlsx"]))
    golden(f"reports/{name}.pdf.txt", "\n\f\n".join(pages(made["pdf"])) + "\n")


def test_the_same_estimate_gives_the_same_bytes(case):
    _, language, brief, payload = case
    for form in ("markdown", "json", "pdf"):
        assert render(payload, brief, language, form) == render(payload, brief, language, form)


def test_totals_of_the_workbook_are_formulas_that_come_to_the_estimate(case):
    _, language, brief, payload = case
    content = render(payload, brief, language, "xlsx")
    formulas, kept = workbook(content), workbook(content, data_only=True)
    totals = []
    for sheet in formulas:
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("=SUM("):
                    worked = sum(
                        sheet.cell(r, c).value or 0
                        for area in cell.value[5:-1].split(",")
                        for left, top, right, bottom in [range_boundaries(area)]
                        for r in range(top, bottom + 1)
                        for c in range(left, right + 1)
                        if not isinstance(sheet.cell(r, c).value, str)
                    )
                    assert worked == pytest.approx(kept[sheet.title][cell.coordinate].value, abs=0.02)
                    totals.append(worked)
    for name in ("monthly", "one_time"):
        near = [total for total in totals if total == pytest.approx(payload[name]["typical"], abs=0.02)]
        assert len(near) >= 2, f"{name} stands in the summary and in the bill"


def test_the_first_page_is_the_summary_and_nothing_else(case):
    _, language, brief, payload = case
    first, second, *_ = pages(render(payload, brief, language, "pdf"))
    squeezed = re.sub(r"\s+", " ", first)
    for section in sections(payload, brief, language):
        if section.is_summary and section.id != "answer":
            assert section.heading in squeezed
    assert texts("report", language)["details"] in second


def test_what_people_wrote_stays_text():
    brief = {
        "agents": 5,
        "home_country": "US",
        "quotes": [
            {"vendor": vendor, "price": {"amount": 15, "currency": "USD"}, "unit": "per_hour"} for vendor in HOSTILE
        ],
    }
    payload = estimate(Brief.parse(brief, "en"), language="en").to_json()
    markdown = render(payload, brief, "en", "markdown").decode()
    assert "<script" not in markdown
    assert "](http" not in markdown
    rows = [line for line in markdown.splitlines() if "HYPERLINK" in line]
    assert rows
    assert all(len(re.findall(r"(?<!\\)\|", row)) == 3 for row in rows)
    cells = [c for sheet in workbook(render(payload, brief, "en", "xlsx")) for row in sheet.iter_rows() for c in row]
    assert any(isinstance(c.value, str) and "HYPERLINK" in c.value and c.data_type == "s" for c in cells)
    assert "#panic()" in " ".join(pages(render(payload, brief, "en", "pdf")))


@pytest.mark.parametrize("language", languages())
def test_questions_for_vendors_belong_to_something_an_estimate_can_say(language):
    known = {
        key
        for name in ("warnings", "not_priced")
        for key in yaml.load((TOOL_TEXTS / f"{name}.yaml").read_text(), yaml.CSafeLoader)
    }
    asked = {key.removeprefix("ask.case.") for key in texts("report", language) if key.startswith("ask.case.")}
    assert asked
    assert asked <= known
