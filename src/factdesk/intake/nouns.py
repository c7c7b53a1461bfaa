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
    scientist scientists professor deputy commander neighbour neighbours neighbor neighbors coach coaches wife wives
    husband husbands uncle aunt cousin cousins grandfather grandparents grandson granddaughter grandchildren niece
    nephew captain skipper attendant attendants conductor cleaner cleaners cook cooks waiter waiters ranger rangers
    sapper sappers trainee trainees cadet cadets reveller revellers revelers partygoers concertgoers churchgoers
    holidaymakers commuters motorist motorists tenant tenants occupant occupants bathers gendarme gendarmes constable
    constables agent agents inspector sergeant photographer photographers correspondent labourer labourers laborer
    laborers builder builders electrician fishers trader traders vendor vendors shopkeeper shopkeepers monk monks
    pastor cleric clerics mourners mourner rioters looters stowaways responders souls kids kid footballers rider
    riders trekkers mountaineers sherpas guides porters diver divers surfers seamen seaman mariners mariner
    jihadists extremists commandos bodyguard bodyguards separatists separatist pirates smugglers traffickers bandits
    assailant assailants perpetrator perpetrators shooter shooters bomber bombers captive captives occupiers invaders
    councillor councillors judge judges lawyer lawyers diplomat diplomats aides staffer staffers interns manager
    managers martyr martyrs dependants dependents carers carer caregivers teammates classmates churchgoer
    pedestrian toddler schoolgirl schoolboy teachers shepherd
    shepherds clergy operatives operative gang-members defenders wounded
    """)
GROUPS: Final = words("family group party crew team band gang squad class household patrol")
"""People who are counted behind `of`: `a family of five`."""
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
    outbuildings hangar hangars greenhouse silo silos mill mills plant plants refinery refineries pylons pylon
    dams dam levees culverts wells generators streets settlements neighbourhoods dinghy dinghies canoe canoes trawler
    trawlers ferries ferry barge barges tanker tankers minibus minibuses motorcycles motorbikes bicycles pickup pickups
    wagon coach locomotives helipad terminals terminal dormitory dormitories universities university pharmacies
    restaurant restaurants cafe cafes hotels hotel mosques temple temples shrine shrines monument monuments stadium
    stadiums kiosks kiosk premises residences residence households'
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
    penalties penalty jobs kicks guitars albums estimate estimates information evidence data record records idea doubt
    sign signs word need bales bale calves calf
    cows cow cattle sheep goats goat pigs pig horses horse dogs dog cats hens chickens poultry animals animal camels
    heads warning warnings alerts agreement deal talks plans plan comment response claim figure toll total
    reasons rivals ways occasions sides batches waves nights mornings weekends shocks tremors quakes engines
    """)
WEAPONS: Final = words("""
    drone drones missile missiles rocket rockets shell shells bomb bombs bullet bullets uav uavs shahed shaheds
    munitions munition mortar mortars grenade grenades mine mines warhead warheads projectile projectiles rifle
    rifles gun guns pistol pistols rounds interceptors mortars bomblets torpedoes glide-bombs decoys iskander
    iskanders kalibr kinzhal s-300 ieds explosives devices targets target projectile munition flares cartridges
    knives knife firearms weapons weapon
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
    "martyr": "people",
    "martyrs": "people",
    "souls": "people",
    "humans": "people",
    "wife": "wives",
    "wives": "wives",
}
"""Words for what is counted whose plural or plain word is another."""


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
