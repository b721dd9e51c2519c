"""Words and sentence patterns of an imagined press; every text of a generated folder is made of them.

A few hundred words in patterns give the common part of the vocabulary, names made of syllables its long tail:
a full-text index of a real folder has both.
"""

from __future__ import annotations

from random import Random


def _words(text: str) -> tuple[str, ...]:
    """The words of a text; `_` stands for a space within one."""
    return tuple(word.replace("_", " ") for word in text.split())


TOPICS = _words("""
    AI Chips Robotics Privacy Encryption Batteries Satellites Telescopes Vaccines Genomics Farming
    Forestry Fisheries Shipping Railways Aviation Cycling Housing Planning Water Waste Recycling Solar
    Wind Hydrogen Nuclear Grids Mining Steel Textiles Retail Payments Pensions Insurance Taxes Trade
    Courts Policing Elections Councils Schools Universities Libraries Museums Theatre Cinema Music Games
    Football Athletics Chess Weather Floods Wildfires Earthquakes Oceans Glaciers Birds Insects
    Computer_Vision Speech_Recognition Public_Health Open_Source Local_News
""")

ADJECTIVES = _words("""
    quiet sudden costly early late public private northern southern regional digital electric hidden
    modest ambitious cautious unusual familiar fragile durable open closed narrow broad bright dark
    cheaper faster slower cleaner safer stricter simpler larger smaller older newer temporary permanent
    voluntary contested
""")

NOUNS = _words("""
    plan report study trial survey budget contract network harbour tunnel bridge market factory hospital
    laboratory archive newsroom committee ministry agency court union startup supplier operator
    regulator neighbourhood village district valley coast river forest field orchard workshop warehouse
    terminal platform model sensor camera engine turbine battery reactor telescope satellite drone robot
    algorithm register licence permit tariff subsidy grant loan strike merger recall outage delay
    shortage surplus
""")

VERBS = _words("""
    delays backs questions reviews rejects approves expands cuts doubles halves replaces repairs audits
    maps measures predicts tests builds closes reopens funds leases sells buys restores protects
    explains defends
""")

PASTS = _words("""
    announced confirmed denied postponed published presented criticised welcomed withdrawn corrected
    repeated financed insured inspected translated rebuilt measured simulated sampled counted
    photographed archived
""")

PLACES = _words("""
    the_harbour the_old_town three_districts the_northern_coast a_disused_quarry two_river_valleys
    the_islands a_suburb_of_the_capital the_border_region the_high_plateau four_universities
    every_second_village the_central_station an_industrial_estate the_upper_house
    a_laboratory_on_the_outskirts
""")

TIMES = _words("""
    this_week on_Monday late_on_Tuesday before_the_summer after_two_years_of_talks for_the_first_time
    by_the_end_of_the_decade within_a_month since_last_autumn overnight ahead_of_the_vote
    in_the_third_quarter
""")

_STARTS = _words("""
    ba be bel bor bran cal cor dan del dor el fal fen gal gor hal hol il jor kal kes lan lor mar mel mor
    nal nor ol or pel por quen ral ros sal sel tal tor ul val vel wes yor zan
""")

_MIDDLES = _words("""
    a e i o u an en in on ar er ir or al el il ol
""")

_ENDS = _words("""
    bury by dale den don field ford gate ham holm land ley mark mere mouth nia ra ria ric ros sen shaw
    son stad stead stone tha ton tra vale via ville wick wood worth
""")

_TITLES = (
    "{Name} {verb} {adjective} {noun} in {place}",
    "Why the {noun} in {Name} matters {time}",
    "{Name} and {Other} agree on a {adjective} {noun}",
    "How a {adjective} {noun} changed {place}",
    "{Other}’s {noun}: what {Name} {past} {time}",
    "No {noun} for {Name}, says {Other} {noun2}",
    "{number} {adjective} {noun}s later, {Name} {verb} its {noun2}",
    "Inside {Name}: the {adjective} {noun} nobody {past}",
)

_SENTENCES = (
    "The {adjective} {noun} was {past} {time}, and {Name} {verb} what remains of it.",
    "In {place} a {noun} of {Name} {verb} the {adjective} {noun2}, according to {Other}.",
    "{Name}, which {past} its {noun} {time}, now {verb} {number} others in {place}.",
    "“It is a {adjective} {noun},” said {Other}, who {past} the {noun2} for {Name}.",
    "Officials in {place} {past} the figures {time} but gave no date for the {adjective} {noun}.",
    "About {number} people work on the {noun}, most of them in {place}.",
    "A {noun2} seen by the {Name} Observer describes how the {noun} was {past}.",
    "Critics call the {noun} {adjective}; {Other} {verb} it all the same.",
)


def name(random: Random) -> str:
    """A proper name; there are some fifty thousand of them."""
    middle = _pick(random, _MIDDLES) if random.random() < 0.7 else ""
    return (_pick(random, _STARTS) + middle + _pick(random, _ENDS)).capitalize()


def title(random: Random) -> str:
    """A headline."""
    words = _fill(random, _pick(random, _TITLES))
    return words[0].upper() + words[1:]


def sentences(random: Random, characters: int) -> str:
    """Running text of at least so many characters, in whole sentences."""
    found: list[str] = []
    length = 0
    while length < characters:
        sentence = _fill(random, _pick(random, _SENTENCES))
        found.append(sentence)
        length += len(sentence) + 1
    return " ".join(found)


def _fill(random: Random, pattern: str) -> str:
    return pattern.format(
        Name=name(random),
        Other=name(random),
        adjective=_pick(random, ADJECTIVES),
        noun=_pick(random, NOUNS),
        noun2=_pick(random, NOUNS),
        verb=_pick(random, VERBS),
        past=_pick(random, PASTS),
        place=_pick(random, PLACES),
        time=_pick(random, TIMES),
        number=int(random.random() * 900) + 3,
    )


def _pick(random: Random, words: tuple[str, ...]) -> str:
    return words[int(random.random() * len(words))]
