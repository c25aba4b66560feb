"""Documents that several tests add."""

TENDER = """# Tender for contact services
## Scope
In the last financial year the company received 186,000 calls and 54,000 e-mails.
## Service hours
Lines shall be open 08:00 to 20:00 Monday to Friday.
## Term
The initial term is three years.
"""
OFFER = """# Коммерческое предложение ООО «Голос-Сервис»
## Цены
Минута разговора стоит 19,50 ₽, подключение — 120 000 ₽ один раз.
## Срок
Договор на 12 месяцев.
"""
REQUEST = """# Request for Proposal: Customer care
Our present supplier, CallPoint, charges us £19.40 an hour.
## Volumes
| Contact type | Weekly volume |
|:--|--:|
| Phone | 2,100 |
## Requirements
GDPR. Seasonal peak in January about 40% above the average.
"""
CARD = """# Rate card – Helix CX Ltd
| Location | Rate per hour (EUR) |
| --- | --- |
| Poland | 24.50 |
| Portugal | 22.00 |

Minimum 10 agents. Annual increase 4%.
"""
RATES = """# Offer of Bright Desk
## Rates
| Service | Price |
|---|---|
| Hour of an agent on the phone | 14 USD |
| Hour of an agent in chat | 11 USD |
| Set-up of the project | 2,500 USD |
"""
PRICED_BY_CHANNEL = """# Commercial proposal — Harbour Desk Ltd
We would work for you from Gdansk.
## Rates
| Service | Unit | Price, EUR |
|---|---|---|
| Inbound voice, English | productive minute | 0.62 |
| Live chat | conversation | 2.10 |
| Team leader | month | 2,900 |
## Volumes assumed
| Channel | 2024 | 2025 |
|---|---|---|
| Calls | 31,200 | 36,000 |
| Chats | 12,000 | 18,000 |
"""
AGREEMENT = """# Services agreement
This agreement is made between Alder Kitchens Ltd (the “Client”) and Rowan Contact Ltd (the “Supplier”).
## 2. Term
2.1 The Services commence on 3 March 2025. 2.2 The agreement continues for an initial period of thirty months.
## 5. Charges
5.1 The Client commits to no less than £30,000 a month, the minimum charge. Invoices are payable within 45 days.
## 9. Ending
9.1 Either party may end this agreement on five months' written notice.
## Schedule 1
Agents answer calls in English and Welsh, Monday to Friday 08:00–20:00.
| Measure | Target | Service credit |
|---|---|---|
| Calls answered within 20 seconds | 80% | 3% of the fees |
"""
