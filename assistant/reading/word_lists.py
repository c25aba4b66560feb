"""Short lists of words of grammar, of every language together: what joins, turns, bounds or stands for another word.

The lists are read from the fields.yaml of each language folder, all but the turns, which stand here.
"""

from functools import cache

from assistant.reading.concepts import LANGUAGES, load_yaml

_TURNS = frozenset({"but", "while", "whereas", "however", "although", "because", "но", "а", "однако", "зато", "хотя"})


@cache
def function_words() -> frozenset[str]:
    """Words of every language that end the noun phrase after a number."""
    return listed("function_words")


@cache
def clause_starters() -> frozenset[str]:
    """Words of every language that begin a new clause even where no comma stands."""
    return listed("clause_starters")


def turns() -> frozenset[str]:
    """Words that turn from one thing to another: but, while, «а», «зато»."""
    return _TURNS


def contrasts() -> frozenset[str]:
    """Words that set what follows against what was told: but, however, «но», «зато»."""
    return listed("contrasts")


@cache
def bounds() -> frozenset[str]:
    """Words that make a limit of a negated number: "no more than", «не дольше»."""
    return listed("bounds")


def first_person() -> frozenset[str]:
    """Words by which the buyer speaks of himself."""
    return listed("first_person")


def messengers() -> frozenset[str]:
    """Names of messengers, each with contacts of its own: WhatsApp, Telegram."""
    return listed("messengers")


def places_told() -> frozenset[str]:
    """Words that stand for the channel just named: there, «туда»."""
    return listed("places_told")


def time_conjunctions() -> frozenset[str]:
    """Words that date a clause at the beginning of a statement: when, since, «когда»."""
    return listed("time_conjunctions")


def perfects() -> frozenset[str]:
    """Auxiliaries of what has come about: have, has."""
    return listed("perfects")


def suppositions() -> frozenset[str]:
    """Words that suppose: if, «если»."""
    return listed("suppositions")


def dating() -> frozenset[str]:
    """Prepositions that date or name a subject: after, before, about, «после», «о»."""
    return listed("dating")


def existentials() -> frozenset[str]:
    """Verbs after which "there" is no place: there is, there must be."""
    return listed("existentials")


def third_person() -> frozenset[str]:
    """Words that go on about a man or a woman told of: he, her, «у него»."""
    return listed("third_person")


def relatives() -> frozenset[str]:
    """Words that begin a clause about the noun before them: that, which, «который»."""
    return listed("relatives")


def conjunctions() -> frozenset[str]:
    """Words that join a clause to another: and, «и»."""
    return listed("conjunctions")


@cache
def relative_after() -> frozenset[str]:
    """Prepositions after which a word of question is a relative: "of which"."""
    return listed("relative_after")


@cache
def subordinators() -> frozenset[str]:
    """Words that ask at the beginning of a sentence and only join clauses after a comma."""
    return listed("subordinators")


@cache
def left_from() -> frozenset[str]:
    """Prepositions of what is left behind: the "from" of "from 25 to 30"."""
    return listed("left_from")


@cache
def year_joiners() -> frozenset[str]:
    """Words between a volume and the year it is of: "in 2023", «за 2023»."""
    return listed("year_joiners")


@cache
def within_words() -> frozenset[str]:
    """The word between a percentage and its seconds: "80 in 20"."""
    return listed("within_words")


def anaphors() -> frozenset[str]:
    """Words that stand for what was just named: it, them, «это», «их»."""
    return listed("anaphors")


def firms() -> frozenset[str]:
    """Words before the name of a firm: Ltd, company, «ООО», «компания»."""
    return listed("firms")


def only_words() -> frozenset[str]:
    """Words that confine: only, just, «только», «лишь»."""
    return listed("only_words")


def indefinites() -> frozenset[str]:
    """Words that take the question out of a question word: the «то» of «где-то»."""
    return listed("indefinites")


@cache
def listed(section: str, layer: str = "fields") -> frozenset[str]:
    """Words of a section of fields.yaml, or of another layer's file, of every language together."""
    found: set[str] = set()
    for path in sorted(LANGUAGES.glob(f"*/{layer}.yaml")):
        found |= {str(word) for word in load_yaml(path).get(section, [])}
    return frozenset(found)
