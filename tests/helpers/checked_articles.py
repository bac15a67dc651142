"""Articles for tests of checks, our own inventions: what each check asks of, and what it must be silent about."""

FILLER = (
    "The valley has two roads and one of them runs along the river. It was built in 1931 and mended in 1987. "
    "Snow closes it on most winters. The other one is longer and has eleven bends. Buses take both in turn, and in "
    "summer there is a third line that stops at the lake. The timetable hangs at the town hall."
)

SINGLE = f"""The lower road will stay shut until April, Mayor Ruth Adeyemi said on Monday.

“We found rust in every beam,” Adeyemi said. “Nobody will drive over it before it is mended.”

{FILLER}

Adeyemi said the work would cost two million dollars. {FILLER}

{FILLER}

{FILLER}

{FILLER}
"""
BRIEF = "The lower road will stay shut until April, Mayor Ruth Adeyemi said on Monday.\n"
OFFICIALS = f"""The lower road will stay shut until April, Mayor Ruth Adeyemi said on Monday.

“We found rust in every beam,” said Police Chief Warren Dill. Residents take the bus. \
Few residents own a car. Many residents walk.

Gov. Tom Vrba said the state would pay for the work. {FILLER}

{FILLER}

{FILLER}

{FILLER}
"""
FEW_WORDS = OFFICIALS.replace(FILLER, "")
TOLD_ONCE = OFFICIALS.replace(" Few residents own a car. Many residents walk.", "")
ACCUSED = """Driver Ann Moss accused the Kestrel Bus Company of hiding an inspection report on its brakes.

“They knew about it in March,” Moss said at a rally on Monday.

The report was written last year, according to a copy of it.
"""
DENIED = ACCUSED + "\nThe Kestrel Bus Company denied that it had hidden anything.\n"
ASKED = ACCUSED + "\nKestrel did not return three calls.\n"
ANSWERED = ACCUSED + "\n“Every bus is safe,” said Lena Holt, a spokeswoman for Kestrel.\n"
LIED = """The council met on Monday in the old town hall.

“Walter Brandt lied to every one of us about the money,” said Joan Pike, who lives by the water.

The council will meet again in June, Pike said.
"""
ANONYMOUS = """A person familiar with the talks said on Tuesday that the bridge will be sold.

“The price is agreed,” the person said.

Mayor Ruth Adeyemi said the council would vote in May.
"""
APPOSITION = """“She yelled. It is basketball,” said senior guard Kiara Trask. “She drove my mom to every game.”

Mayor Ruth Adeyemi said the council would vote in May.
"""
WITH_REASON = ANONYMOUS.replace("will be sold.", "will be sold. The person spoke on condition of anonymity.")
SPOKESMAN = """The bridge will be sold, a spokesman for the ministry said on Tuesday.

Mayor Ruth Adeyemi said the council would vote in May.
"""
AFFECTED = f"""Tenants of the tower must leave by June, Mayor Ruth Adeyemi said.

The tenants have lived there for ten years. Few tenants own a car, and the tenants pay no rent.

Families with children get help, said Warren Dill, the police chief.

Gov. Tom Vrba said the families would be moved to the lake. {FILLER}

{FILLER}
"""
HEARD = AFFECTED + "\n“I have nowhere to go,” said Joan Pike, a tenant on the third floor who lost her home.\n"
MOSTLY = """The harbour will close in May, officials said on Monday.

“We have looked at every way to keep it open, we have counted the ships, the cranes, the men and the money, and there \
is none,” said Mayor Otto Lind. “It has been a good harbour for four hundred years, and I am sorry that I am the one \
who has to shut the gate and hand in the keys to the ministry, which will sell the land. My father worked here, \
and his father, and all of us thought that there would be a crane at the end of the street for as long as there was \
a street. That is over, and nobody in the ministry has told us what is to come in its place.”

“I will miss it,” said Joan Pike, who sells fish there.
"""
ROBBED = """The council met on Monday in the old town hall.

“Somebody lied about Kestrel Books and stole from Kestrel Books,” said Joan Pike, who lives by the water.

A driver had been accused of hiding the money, the police said.
"""
UNNAMED = """The mayor is reportedly ill. Work at the town hall goes on.

“He is an incompetent liar,” said a person familiar with the talks.

Critics said the plan was too dear.
"""
REPORTED = f"""{UNNAMED}
The bridge is reportedly sold. Work at the river goes on.

The buyer comes from Tarn, the Ellmoor Courier said.
"""
LATE = """The old road along the river, which was built in 1931, mended in 1987, closed twice for snow in the last \
winter and once more for the great flood that took the lower bridge, the mill, the two barns behind it and the whole \
of the new bus station with it in March, will stay shut, Mayor Ruth Adeyemi said.
"""
ANNOUNCED = LATE.replace("Adeyemi said", "Adeyemi announced")
IN_BRACKETS = LATE.replace("it in March,", "it in March (and the mill,").replace("Adeyemi said.", "Adeyemi said).")
GOING_ON = f"""“Not this year,” said Mayor Ruth Adeyemi.

{LATE.replace("Mayor Ruth Adeyemi", "she")}"""
POSTED = f"""The harbour will close in May, the company said in a statement on Monday.

The cranes will be sold, it said in a statement. The ships go to Tarn, it said in a statement.

The land goes to the ministry, the company said in a press release.

“We will build a mill,” the ministry said in a press release. “It will stand there in June.”

“I will miss it,” said Joan Pike, who sells fish there. {FILLER}

{FILLER}
"""
NAMED_NEXT = """The bridge will be sold in May, officials said on Monday.

“The price is agreed,” said Mayor Ruth Adeyemi.

The lower road will stay shut. A driver may say it is too late for that. “He’s lying to you, it’s fraud,” said Joan \
Pike, who lives by the water.

The harbour will close too, an official said.

Police Chief Warren Dill said the police would keep the street open.

“We are stronger together,” a Kestrel representative said.
"""
IN_HEADLINE = f"Lind closes the harbour\n\n{MOSTLY}"
INTERVIEWED = f"{SINGLE}\nThe interview was broadcast on Sunday.\n"
COMMENT = f"""{OFFICIALS}

It is our road, and I will miss it.
"""
BODIES = f"""The lower road will stay shut until April, the Transport Ministry said on Monday.

The ministry said that every beam had rust.

The police department said it would watch the road. Residents take the bus. {FILLER}

{FILLER}
"""
LABELLED = """The lower road will stay shut, the Transport Ministry said on Monday. Officials said every beam had rust.

Traders and analysts said the price of steel would rise. Critics like Joan Pike and Otto Lind said it would fall.
"""
TOLD_BEHIND = """The mayor is reportedly ill. Police Chief Warren Dill said that he had a fever.

A Courier journalist said the lights in the town hall were on.
"""
DESCRIBED = """The bridge will be sold, two sources familiar with the talks said on Tuesday.

The council meets in May. The town hall is closed until then. Buses take the other road.

The lake belongs to the mill. It has a shore of sand.

The price is agreed, sources said.
"""
STATEMENT = f"""The merger will take place in May, the company said in a statement on Monday.

“We are stronger together,” Lena Holt, the chief executive, said in a news release.

The report said that no job would be lost. {FILLER}

{FILLER}

{FILLER}

{FILLER}
"""
RETOLD = """The bridge will be sold, a person familiar with the talks told the newspaper.

The Ellmoor Courier reported, quoting two officials close to the council, that the lower road will stay shut.

The price is agreed, a source at the mill told the BBC.
"""
SUMMED_UP = f"""“The steel is bad,” said Ruth Adeyemi, an economist at the Tarn Institute.

“The price will fall,” said Otto Lind, an economist at the Ellmoor Bank. {FILLER}

{FILLER}

The mill will be sold, analysts said. {FILLER}

{FILLER}
"""
LEADING = f"""The mill will be sold in May. {FILLER}

{FILLER}

{FILLER}

But critics said the plan was too dear for the town.

“It is our money,” said Joan Pike, who lives by the water.

Critics said that nobody in the valley would buy it. {FILLER}
"""
CONCERNS = f"""The mill will be sold in May. {FILLER}

{FILLER}

Critics voiced their concerns. Opponents of the mill said that nobody would buy it. Some opponents said they would sue.
"""
TWICE = f"""The mill will be sold in May. {FILLER}

The price is agreed, sources said. The buyer comes from Tarn, a source said.
"""
FAMILIAR = f"""Mayor Ruth Adeyemi opened the mill on Monday.

{FILLER}

{FILLER}

The mill will be sold in May, according to a city official. {FILLER}

“It is a good mill,” said Adeyemi.

People close to the council said the price was agreed. The people said the buyer came from Tarn.
"""
PERSONAL = f"""I went to the mill in May, and I took my boat. {FILLER}

{FILLER}

{FILLER}

Critics said that nobody in the valley would buy the mill. It is reportedly two hundred years old.
"""
IN_STORY = f"""Ann Moss closed the mill in May, after a neighbor told Moss that the beams were bad. {FILLER}

{FILLER}

A guard had told her that the gate was open, Moss said.
"""
AFTER_ANOTHER = f"“Not this year,” said Gov. Tom Vrba.\n\n{LATE}"
TOLD_US = SINGLE.replace("Adeyemi said.", "Adeyemi told the BBC.").replace(
    "Adeyemi said the", "Adeyemi told the BBC the"
)
OWN_VOICE = f"{SINGLE}\nI drove over it once. It was my first car, and I was nine.\n"
SEVERAL = f"""The mill will be sold in May. {FILLER}

The price is agreed, several sources said.
"""
SPEECH = f"{SINGLE}\nThe speech was her first in office.\n"
IN_VAIN = f"{SINGLE}\nThe bus company did not respond to three calls.\n"
RETIRED = f"""The captain will leave the team in May.

“It is time for me to go,” Otto Lind said in a statement. “I have played here for nine years.”

“I will miss the lake,” he said in the statement. “I will come back for the regatta.”

“We wish him well,” said Lena Holt, who sells tickets at the lake. {FILLER}

{FILLER}
"""
JUDGED = f"""The mill will be sold in May. {FILLER}

{FILLER}

Experts said the price of steel would fall by half.

“It has been too high for years,” said Otto Lind, who runs the Ellmoor foundry. {FILLER}
"""
JUDGED_LATER = f"""The mill will be sold in May. {FILLER}

{FILLER}

Experts said the price of steel would fall by half. {FILLER}

{FILLER}

{FILLER}

“It has been too high for years,” said Otto Lind, who runs the Ellmoor foundry.

“We buy in autumn,” said Joan Pike, chief executive of Pike Boats. {FILLER}
"""
JUDGED_BY_NOBODY = f"""The mill will be sold in May. {FILLER}

{FILLER}

Experts said the price of steel would fall by half.

“We will keep the road open,” said Mayor Ruth Adeyemi. {FILLER}
"""
TO_MEDIA = f"""The mill will be sold in May, according to two sources close to the council and local media.

{FILLER}

{FILLER}

The plan has split the council, with sources close to the mayor telling news agencies that she was against it. {FILLER}

A senior engineer, speaking to the Reuters news agency from the mill, said every beam had rust.
"""
QUESTIONING = f"""Mayor Ruth Adeyemi met the council on Monday. {FILLER}

{FILLER}

“Will the mill be sold?” one lawmaker asked. Adeyemi shook her head. {FILLER}
"""
BARE_NAME = f"""Mayor Ruth Adeyemi met the council on Monday. {FILLER}

{FILLER}

An aide to Adeyemi dismissed the plan of the union, arguing that nobody in the valley would pay for it.

Otto Lind said the mayor would vote against it. {FILLER}
"""
SIGNED = f"""The mill will be sold in May. {FILLER}

A person familiar with the talks said the price was agreed. {FILLER}

{FILLER}

The author is a historian at the Tarn Institute.
"""
MEMO = f"""Mayor Ruth Adeyemi met the council on Monday. {FILLER}

{FILLER}

One of two council memos issued this week says that the mill will be sold. {FILLER}
"""
ON_TRIAL = f"""The trial of the Kestrel Bus Company began on Monday. {FILLER}

{FILLER}

It is alleged that the brakes of nine buses were worn. {FILLER}
"""
TOLD_ABOVE = f"""The guard fired his pistol into the ground at the gate, the police said. {FILLER}

{FILLER}

{FILLER}

{FILLER}

A film shows two men at the gate. The guard comes out and later reportedly fired a pistol into the ground. {FILLER}
"""

ARTICLES = {name.lower(): text for name, text in globals().items() if name.isupper() and name != "FILLER"}
