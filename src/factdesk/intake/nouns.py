"""What numbers stand before: people, things, and the units and weapons that make a number no toll."""

from __future__ import annotations

from typing import Final

from factdesk.intake.words import words

PEOPLE: Final = words("""
    people person persons civilian civilians child children woman women man men boy boys girl girls baby babies
    infant infants toddler toddlers teenager teenagers teen teens adult adults minor minors student students
    pupil pupils schoolchildren schoolboys schoolgirls teacher teachers soldier soldiers troops serviceman
    servicemen servicewomen personnel officer officers fighter fighters militant militants militiaman militiamen
    rebel rebels insurgent insurgents gunman gunmen terrorist terrorists attacker attackers combatant combatants
    non-combatants noncombatants policeman policemen police cop cops firefighter firefighters fireman firemen
    medic medics doctor doctors nurse nurses paramedic paramedics rescuer rescuers worker workers employee
    employees staff miner miners passenger passengers driver drivers pilot pilots sailor sailors crew crewman
    crewmen fisherman fishermen migrant migrants refugee refugees asylum-seekers resident residents villager
    villagers local locals inhabitant inhabitants pensioner pensioners elderly victim victims survivor survivors
    hostage hostages prisoner prisoners detainee detainees inmate inmates journalist journalists reporter
    reporters cameraman volunteer volunteers protester protesters demonstrator demonstrators activist activists
    worshipper worshippers pilgrim pilgrims tourist tourists hiker hikers climber climbers skier skiers
    spectator spectators shopper shoppers bystander bystanders patient patients guest guests customer customers
    diner diners farmer farmers herder herders citizen citizens national nationals foreigner foreigners family
    families household households couple individual individuals member members others commander commanders
    adviser advisers advisor advisors officials official guard guards conscript conscripts recruit recruits
    reservist reservists marine marines paratrooper paratroopers mercenary mercenaries suspect suspects brother
    brothers sister sisters sibling siblings mother mothers father fathers parent parents son sons daughter
    daughters grandmother newborn newborns youth youths males females male female seafarers peacekeepers
    peacekeeper engineer engineers aid contractor contractors player players fans fan supporters evacuee
    evacuees casualties deminers orphans twins toddlers seniors boaters swimmers campers motorcyclist
    pedestrians cyclist cyclists pedestrian relatives colleagues comrades minister ministers mayor politician
    politicians lawmaker lawmakers general generals priest priests nun nuns imam singer actor athletes athlete
    scientist scientists professor deputy commander
    """)
THINGS: Final = words("""
    building buildings house houses home homes apartment apartments flat flats block blocks school schools
    hospital hospitals clinic clinics kindergarten kindergartens church churches mosque mosques shop shops store
    stores market markets car cars vehicle vehicles bus buses truck trucks lorry lorries ambulance ambulances
    tank tanks boat boats ship ships vessel vessels train trains carriage carriages aircraft plane planes
    helicopter helicopters bridge bridges road roads structure structures dwelling dwellings facility facilities
    warehouse warehouses factory factories office offices garage garages property properties shelter shelters
    tent tents village villages farm farms substation substations station stations pier piers hut huts shack
    shacks stall stalls classroom classrooms institution institutions site sites tower towers building's
    high-rise high-rises storefronts cottages cottage businesses businesse livestock libraries museums tractors
    trams tram wagons jets carriers launchers howitzers depots depot mansions trailers barns greenhouses
    outbuildings
    """)
UNITS: Final = words("""
    second seconds minute minutes hour hours day days week weeks month months year years decade decades century
    centuries o'clock am pm a.m p.m a.m. p.m. gmt utc km kilometre kilometres kilometer kilometers metre metres
    meter meters m mile miles mi feet foot ft inch inches cm mm millimetre millimeter millimetres acre acres
    hectare hectares kg kilogram kilograms kilogrammes tonne tonnes ton tons pound pounds gram grams litre
    litres liter liters gallons knots mph kph kmh degree degrees celsius percent per-cent % pct dollar dollars
    euro euros hryvnia hryvnias rouble roubles ruble rubles yen yuan pesos rupees lira shekels cent cents usd
    eur bn times time points point goal goals magnitude floor floors storey storeys story stories room rooms
    page pages article articles resolution resolutions vote votes seats runs wickets games matches medals laps
    miles-per-hour lanes rounds bedrooms calls messages minutes' hours' days' years' watts megawatts mw
    kilowatts barrels shares countries states nations provinces cities sorties attempts attacks strikes raids
    incidents explosions blasts airstrikes earthquakes aftershocks shots hits suspects' phases stages counts
    reasons rivals ways occasions sides batches waves nights mornings weekends shocks tremors quakes engines
    """)
WEAPONS: Final = words("""
    drone drones missile missiles rocket rockets shell shells bomb bombs bullet bullets uav uavs shahed shaheds
    munitions munition mortar mortars grenade grenades mine mines warhead warheads projectile projectiles rifle
    rifles gun guns pistol pistols rounds interceptors mortars bomblets torpedoes glide-bombs decoys iskander
    iskanders kalibr kinzhal s-300 ieds explosives devices
    """)
MARKS_BEFORE: Final = words("""
    $ € £ ¥ ₴ ₽ no no. nr № # aged age magnitude flight highway route article resolution section chapter unit
    room gate platform line brigade's channel apartment flat version group-of type class category grade boeing
    airbus mh il su mig calibre caliber t s m size level phase stage route bus tram train window covid under-
    """)
"""Words before a number that make it a name, a price or an age."""

PLAIN: Final[dict[str, str]] = {
    "child": "children",
    "baby": "children",
    "babies": "children",
    "infant": "children",
    "infants": "children",
    "toddler": "children",
    "toddlers": "children",
    "boy": "boys",
    "girl": "girls",
    "woman": "women",
    "man": "men",
    "person": "people",
    "persons": "people",
    "others": "people",
    "victims": "people",
    "victim": "people",
    "kids": "children",
    "kid": "children",
    "newborn": "children",
    "newborns": "children",
    "serviceman": "servicemen",
    "policeman": "policemen",
    "militiaman": "militiamen",
    "family": "families",
    "fisherman": "fishermen",
    "gunman": "gunmen",
    "individuals": "people",
    "individual": "people",
    "lives": "people",
    "casualties": "people",
    "survivors": "people",
    "bodies": "people",
}
"""Words for what is counted whose plural or plain word is another."""

SLAVIC_PEOPLE: Final[dict[str, str]] = {
    "люд": "people",
    "чолов": "people",
    "челов": "people",
    "осіб": "people",
    "особ": "people",
    "ос": "people",
    "чол": "people",
    "чел": "people",
    "жител": "people",
    "мешкан": "people",
    "дит": "children",
    "дет": "children",
    "діт": "children",
    "реб": "children",
    "підліт": "children",
    "подрост": "children",
    "жін": "women",
    "женщ": "women",
    "мужч": "men",
    "цивільн": "civilians",
    "мирн": "civilians",
    "військов": "military personnel",
    "военн": "military personnel",
    "солдат": "soldiers",
    "рятувальн": "rescuers",
    "спасател": "rescuers",
    "медик": "medics",
    "полицейск": "police officers",
    "поліцейськ": "police officers",
    "журналіст": "journalists",
    "журналист": "journalists",
    "хлопч": "boys",
    "дівч": "girls",
    "мальчик": "boys",
    "девоч": "girls",
    "боевик": "fighters",
    "бойовик": "fighters",
    "окупант": "soldiers",
    "оккупант": "soldiers",
    "террорист": "fighters",
    "дорос": "adults",
    "взросл": "adults",
}
SLAVIC_THINGS: Final[dict[str, str]] = {
    "будин": "buildings",
    "дом": "buildings",
    "буд": "buildings",
    "автом": "vehicles",
    "машин": "vehicles",
    "школ": "schools",
    "лікарн": "hospitals",
    "больниц": "hospitals",
    "квартир": "apartments",
    "садиб": "homes",
    "садоч": "kindergartens",
    "зданий": "buildings",
    "здани": "buildings",
    "споруд": "buildings",
    "магазин": "shops",
    "об'єкт": "facilities",
    "объект": "facilities",
    "танк": "tanks",
    "гараж": "garages",
    "автоб": "buses",
    "приватн": "private",
    "частн": "private",
    "багатоповерх": "apartment buildings",
    "багатоквартирн": "apartment buildings",
    "многоэтаж": "apartment buildings",
    "многоквартирн": "apartment buildings",
    "житлов": "residential",
    "жил": "residential",
}
SLAVIC_UNITS: Final = (
    "год",
    "хвил",
    "минут",
    "час",
    "день",
    "дня",
    "днів",
    "дней",
    "доб",
    "сутк",
    "тиж",
    "недел",
    "місяц",
    "месяц",
    "рок",
    "рік",
    "лет",
    "км",
    "кілом",
    "килом",
    "метр",
    "грив",
    "руб",
    "долар",
    "доллар",
    "%",
    "відсот",
    "процент",
    "ракет",
    "дрон",
    "бпла",
    "безпіл",
    "беспил",
    "шахед",
    "снаряд",
    "бомб",
    "тонн",
    "раз",
    "поверх",
    "этаж",
    "кг",
    "січ",
    "лют",
    "берез",
    "квіт",
    "трав",
    "черв",
    "лип",
    "серп",
    "верес",
    "жовт",
    "листоп",
    "груд",
    "январ",
    "феврал",
    "март",
    "апрел",
    "мая",
    "июн",
    "июл",
    "август",
    "сентябр",
    "октябр",
    "ноябр",
    "декабр",
    "обстріл",
    "обстрел",
    "атак",
    "удар",
    "населен",
    "літ",
    "безпілот",
)


def slavic_noun(word: str) -> tuple[str, str]:
    """The kind (people, things, unit or "") of a Ukrainian or Russian noun and its plain English name."""
    for length in range(min(len(word), 12), 1, -1):
        stem = word[:length]
        if stem in SLAVIC_PEOPLE:
            return "people", SLAVIC_PEOPLE[stem]
        if stem in SLAVIC_THINGS:
            return "things", SLAVIC_THINGS[stem]
        if stem in SLAVIC_UNITS:
            return "unit", stem
    return "", ""


def plural(noun: str) -> str:
    """The plain plural of an English noun: `soldier` and `soldiers` are one population."""
    if noun in PLAIN:
        return PLAIN[noun]
    if (
        noun.endswith("s")
        or (noun in PEOPLE and noun + "s" not in PEOPLE)
        or noun in ("police", "aircraft", "personnel")
    ):
        return noun
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("ch", "sh", "x")) else "s")
