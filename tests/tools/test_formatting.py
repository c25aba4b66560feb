"""Numbers, money and units in both languages."""

from __future__ import annotations

import pytest

from tools.formatting import about, money, money_range, number, number_range, percent, rate, unit

S = "\u00a0"


@pytest.mark.parametrize(
    ("shown", "expected"),
    [
        (money(1234.56, "RUB", "ru"), f"1{S}234,56{S}₽"),
        (money(1234.56, "USD", "en"), "$1,234.56"),
        (money(11, "USD", "ru"), f"11,00{S}$"),
        (money(11, "USD", "en"), "$11.00"),
        (money(1234.56, "RUB", "en"), "₽1,234.56"),
        (money(1500, "EUR", "ru", 0), f"1{S}500{S}€"),
        (money(1200, "KES", "en", 0), f"KES{S}1,200"),
        (money(1200, "JPY", "en"), "¥1,200"),
        (money(-0.001, "USD", "en"), "$0.00"),
        (money(2.675, "USD", "en"), "$2.68"),
        (money(-5, "USD", "en"), "-$5.00"),
        (money_range(8, 14, "USD", "en"), "$8–14"),
        (money_range(8, 14, "USD", "ru"), f"8–14{S}$"),
        (money_range(8.5, 14, "USD", "en"), "$8.50–14.00"),
        (money_range(1200.4, 98000, "RUB", "ru"), f"1{S}200–98{S}000{S}₽"),
        (money_range(9, 9, "USD", "en"), "$9"),
        (number(1824.6, "ru", 1), f"1{S}824,6"),
        (number(1824.6, "en", 1), "1,824.6"),
        (number(0.125, "en"), "0.13"),
        (number(12, "ru"), "12"),
        (number_range(5, 7, "ru"), "5–7"),
        (percent(0.3, "en"), "30%"),
        (percent(0.3, "ru"), f"30{S}%"),
        (percent(0.305, "ru"), f"30,5{S}%"),
        (percent(0.29, "en"), "29%"),
        (unit(1, "hour", "en"), f"1{S}hour"),
        (unit(1, "hour", "ru"), f"1{S}час"),
        (unit(22, "hour", "ru"), f"22{S}часа"),
        (unit(11, "hour", "ru"), f"11{S}часов"),
        (unit(1824.6, "hour", "ru", 1), f"1{S}824,6{S}часа"),
        (unit(1824.6, "hour", "ru"), f"1{S}825{S}часов"),
        (unit(3, "agent", "ru"), f"3{S}оператора"),
        (unit(21, "agent", "ru"), f"21{S}оператор"),
        (unit(6, "month", "ru"), f"6{S}месяцев"),
        (unit(5, "year", "ru"), f"5{S}лет"),
        (unit(2, "widget", "en"), f"2{S}widget"),
        (rate(11, "USD", "hour", "en"), "$11.00/hour"),
        (rate(11, "USD", "hour", "ru"), f"11,00{S}$/час"),
    ],
)
def test_reads_as_people_write_it(shown, expected):
    assert shown == expected


@pytest.mark.parametrize("amount", [0, 1e-12, -1e-12])
def test_nothing_has_no_decimals(amount):
    assert about(amount, "GBP", "en") == "£0"
    assert about(amount, "RUB", "ru") == "0\N{NO-BREAK SPACE}₽"


def test_small_amounts_keep_theirs():
    assert about(0.004, "GBP", "en") == "£0.004"
    assert about(0.3, "GBP", "en") == "£0.30"
