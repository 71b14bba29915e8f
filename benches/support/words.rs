//! The vocabulary of the invented articles. Every name, place and body is made up.

/// Syllables that names and places are put together from.
pub const ONSETS: &[&str] = &[
    "Bar", "Cal", "Dor", "El", "Fen", "Gar", "Hal", "Ist", "Jor", "Kel", "Lor", "Mar", "Nor", "Os", "Per", "Quen", "Ros", "Sel", "Tor",
    "Ul", "Vel", "Wes", "Yar", "Zan",
];
/// … in their middle,
pub const MIDDLES: &[&str] = &["a", "an", "ba", "de", "el", "i", "in", "ka", "li", "mo", "o", "ra", "so", "ta", "ve", ""];
/// … at the end of a family name,
pub const FAMILY_ENDS: &[&str] =
    &["berg", "dell", "ford", "kin", "man", "mere", "ner", "quist", "sen", "son", "tham", "vich", "well", "wick"];
/// … and at the end of a place.
pub const PLACE_ENDS: &[&str] =
    &["borough", "bridge", "bury", "dale", "field", "gate", "ham", "haven", "holm", "mouth", "port", "stead", "ton", "vik"];

pub const GIVEN_NAMES: &[&str] = &[
    "Ada", "Anton", "Benita", "Carl", "Dagny", "Édith", "Emil", "Farah", "Gustav", "Hanna", "Idris", "José", "Karin", "Leila", "Marek",
    "Nadia", "Orla", "Pavel", "Rhea", "Sven", "Tomás", "Ursula", "Viktor", "Zoë",
];
pub const ROLES: &[&str] = &[
    "the mayor",
    "the interior minister",
    "a spokeswoman for the council",
    "the harbour master",
    "the chief engineer",
    "the district judge",
    "a union official",
    "the fire chief",
    "the finance minister",
    "a professor of hydrology",
    "the head of the rescue service",
    "a former inspector",
    "the opposition leader",
    "the police commissioner",
];
pub const BODIES: &[&str] = &[
    "the coast guard",
    "the transport ministry",
    "the city council",
    "the central bank",
    "the rail operator",
    "the health authority",
    "the water company",
    "the prosecutor’s office",
    "the weather service",
    "the dockworkers’ union",
];
pub const COLLECTIVES: &[&str] = &[
    "police",
    "officials",
    "residents",
    "witnesses",
    "two people familiar with the talks",
    "a person who asked not to be named",
    "rescue workers",
];
pub const THINGS: &[&str] = &[
    "ferry",
    "bridge",
    "dam",
    "tunnel",
    "refinery",
    "tram line",
    "warehouse",
    "reservoir",
    "stadium",
    "power station",
    "cable car",
    "harbour wall",
    "grain store",
    "hospital wing",
];
pub const CUES: &[&str] =
    &["said", "said", "said", "said", "said", "told reporters", "added", "warned", "insisted", "confirmed", "claimed", "announced"];
pub const INVERTIBLE_CUES: &[&str] = &["said", "said", "said", "warned", "insisted"];
pub const HEDGES: &[&str] = &["reportedly ", "apparently ", "probably ", "allegedly "];
pub const DAYS: &[&str] = &["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
pub const MONTHS: &[&str] =
    &["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];
pub const ADJECTIVES: &[&str] = &[
    "frank",
    "constructive",
    "reckless",
    "unacceptable",
    "shameful",
    "serious",
    "useful",
    "painful",
    "honest",
    "chaotic",
    "avoidable",
    "historic",
    "cautious",
    "premature",
];
pub const ADVERBS: &[&str] = &["very", "deeply", "highly", "rather", "utterly", "quite", "profoundly", "hardly"];
pub const NOUNS: &[&str] = &[
    "families",
    "drivers",
    "patients",
    "farmers",
    "voters",
    "commuters",
    "engineers",
    "tenants",
    "fishermen",
    "teachers",
    "investors",
    "nurses",
];
pub const VERBS: &[&str] = &[
    "evacuated",
    "delayed",
    "inspected",
    "closed",
    "damaged",
    "repaired",
    "flooded",
    "sold",
    "searched",
    "abandoned",
    "rebuilt",
    "surveyed",
];

/// Clauses of the article or of a source. `{h}` is where a hedge may stand.
pub const CLAUSES: &[&str] = &[
    "at least {count} people were {h}hurt when the {thing} in {town} was {verb} on {day}",
    "the {thing} near {town} was {h}{verb} after a storm that lasted {count} hours",
    "the repairs will {h}cost {money}, {percent} more than the council of {town} had planned",
    "{body} {h}received {count} complaints about the {thing} between {month} and {month}",
    "the road from {town} to {town} will stay closed until {date}",
    "{noun} in {town} have waited {count} days for clean water",
    "an inquiry into the {thing} found {count} faults, {count} of which were known in {year}",
    "{body} has set aside {money} for {noun} who lost their homes",
    "unemployment in {town} fell to {percent} in {month}, the lowest since {year}",
    "the contract for the {thing} went to a firm from {town} without a tender",
    "more than {count} {noun} marched through {town} on {day} in protest against the plan",
    "the court in {town} will {h}rule on the case on {date}",
    "water levels at {town} rose by {count} centimetres overnight and were still rising on {day}",
    "{name} {h}knew of the cracks in the {thing} as early as {month} {year}",
    "the government does not plan to close the {thing} before {year}",
    "about {count} {noun} were taken to a school hall in {town} by bus",
    "the price of grain at the exchange in {town} rose {percent} to {money} a tonne",
    "the talks between {body} and {body} broke down shortly after midnight",
    "{name} left the post in {month} {year} after {count} years",
    "no one was {h}hurt in the second collapse, which {verb} part of {street} Street",
    "the {thing} carries {count} {noun} a day and is the only link between {town} and {town}",
    "a report of {count} pages on the {thing} was handed to {body} on {day}",
    "insurers {h}put the damage at {money}, most of it in {town} and on {street} Street",
    "the fire spread to {count} houses on {street} Street before it could be stopped",
    "{count} of the {noun} on the passenger list have not been found",
    "shares in the operator of the {thing} lost {percent} of their value by noon on {day}",
    "a vote on the budget of {money} was put off until {date}",
    "the train from {town} was {h}travelling at {count} kilometres an hour when it left the rails",
    "schools in {town} and {town} will not reopen this week",
    "the strike, the {ordinal} this year, is {h}expected to last until {day}",
    "{noun} and {noun} in {town} share a single well that {body} {h}declared unsafe in {year}",
    "the ministry has hired {count} inspectors since {month}, fewer than the {count} it had promised",
    "prosecutors charged {name} with neglect over the {thing} on {day}",
    "the old {thing} on {street} Street was built in {year} and never {verb}",
    "turnout in {town} stood at {percent} when the polls closed",
    "the two sides {h}agreed on {count} of the {count} points in dispute",
];
/// What may follow a clause.
pub const TAILS: &[&str] = &[
    "",
    "",
    "",
    "",
    ", despite warnings from {noun} in {town}",
    ", the {ordinal} such case since {year}",
    ", a day after the visit of {name}",
    " while {noun} looked on",
    ", at a cost of {money}",
    " and the sirens on {street} Street fell silent",
];
/// What may come before one.
pub const OPENERS: &[&str] = &["", "", "", "", "", "On {day}, ", "In {town}, ", "Meanwhile, ", "By {month}, "];
/// What people say.
pub const UTTERANCES: &[&str] = &[
    "we had {count} minutes to leave the house and it was {adverb} {adjective}",
    "nobody told the {noun} of {town} what was coming",
    "this was {adverb} {adjective} and we will fight it in court",
    "I saw the {thing} go down and I could not believe it",
    "we are {adverb} sorry for what happened to the {noun}",
    "the figures speak for themselves: {count} {noun} in {count} days",
    "there is no money left, not for the {thing} and not for the {noun}",
    "it is {adverb} {adjective} to blame {body} for a storm",
    "I will not resign over {money}",
    "our {noun} have worked day and night since {day}",
    "the {thing} was {verb} in {year}, and everybody in {town} knew it",
    "let us be {adjective} about this, the plan has failed the {noun}",
    "we found {count} of them under the {thing}",
    "what we need is {adjective} work from {body}, not another report",
    "my sister lives on {street} Street and she has heard nothing",
];
/// Words quoted in part.
pub const FRAGMENTS: &[&str] = &[
    "{adjective} and {adjective}",
    "{adverb} {adjective}",
    "the most {adjective} day for the {noun}",
    "the most {adjective} of mistakes",
    "not {adjective} but {adjective}",
    "the last {thing} we shall ever build",
];
/// Who or what a fragment is said of.
pub const MIXED: &[&str] = &[
    "called the plan for the {thing}",
    "described the talks in {town} as",
    "said the work of {body} had been",
    "told the {noun} that the vote was",
];
pub const HEADLINES: &[&str] = &[
    "{count} hurt as {thing} is {verb} in {town}",
    "{town} {thing} to cost {money}",
    "{noun} of {town} march over {thing}",
    "Storm leaves {count} {noun} cut off near {town}",
];

/// Clauses put together from parts, so that an article does not repeat itself.
pub const PUT_TOGETHER: &[&str] = &[
    "{subject} {h}{deed} {object} {when}",
    "{subject} {h}{deed} {object} {where}",
    "{when} {subject} {deed} {object} {where}",
    "{subject} {h}{deed} {object} {where} {when}",
];
pub const SUBJECTS: &[&str] = &[
    "{name}",
    "{body}",
    "the {noun} of {town}",
    "{count} {noun}",
    "a panel of {noun}",
    "the owners of the {thing}",
    "a company run by {name}",
    "the governor",
    "volunteers from {town}",
    "the crew of a trawler",
    "a court clerk",
    "the night shift",
    "surveyors",
    "the bishop of {town}",
    "the army",
    "lenders",
];
pub const DEEDS: &[&str] = &[
    "approved",
    "questioned",
    "withdrew",
    "photographed",
    "rejected",
    "discovered",
    "published",
    "underestimated",
    "postponed",
    "guarded",
    "demanded",
    "inherited",
    "mapped",
    "concealed",
    "renewed",
    "auctioned",
    "praised",
    "condemned",
    "financed",
    "ignored",
    "measured",
    "removed",
];
pub const OBJECTS: &[&str] = &[
    "the licence of the {thing}",
    "a letter about {street} Street",
    "the drawings of the {thing}",
    "{count} samples of soil",
    "a loan of {money}",
    "the minutes of the meeting",
    "a shipment of timber",
    "the logbook of the {thing}",
    "the diary of {name}",
    "a payment of {money} to {name}",
    "the emergency plan",
    "a wage rise of {percent}",
    "the pumps below {street} Street",
    "a monument to the {noun}",
    "the harvest of {year}",
    "the school on {street} Street",
    "a cargo of copper",
    "the pension fund of the {noun}",
    "cracks of up to {count} millimetres",
];
pub const WHENS: &[&str] = &[
    "on {day}",
    "in {month} {year}",
    "two weeks after the election",
    "before dawn",
    "by {date}",
    "during the drought of {year}",
    "within {count} hours",
    "last winter",
    "shortly after the first tremor",
    "every {month} since {year}",
];
pub const WHERES: &[&str] = &[
    "in {town}",
    "near the {thing} of {town}",
    "on {street} Street",
    "at a hearing in {town}",
    "across the border from {town}",
    "behind the chapel on {street} Street",
    "at the request of {body}",
    "without telling {body}",
    "in front of {count} {noun}",
    "with the help of {name}",
];
