package when

// rule is one way in which a time is said. Its name is public: it stands in Time.Rule.
type rule struct {
	name   string
	starts class // what its first item can be; others are not tried
	match  func(m *matcher, i int) (found, bool)
	yes    []string // texts in which it finds what stands in brackets
	no     []string // texts in which it finds nothing
}

// Classes of first items that no word list gives.
const (
	kDigits class = 1 << (24 + iota) // a number in digits
	kOpener                          // one of the openers
)

// rules is the order of trial. The longest match counts, of equally long ones the first. Two more
// names stand in Time.Rule: "shared-month" and "shared-year", for the bare numbers of a list or
// range ("3" of "3–5 May", "18" of "1914-18").
var rules = []rule{
	{
		"iso-date", kDigits, isoDate,
		[]string{"It opened on [2025-03-05].", "It opened on [2025/03/05]."},
		[]string{"Call 2025-03-05-77 now.", "It opened on 2025-13-05."},
	},
	{
		"slash-date", kDigits, slashDate,
		[]string{"It opened on [3/25/2025].", "It opened on [25.03.2025]."},
		[]string{"The ratio is 3/4.", "See version 1.2.3 of it."},
	},
	{
		"month-day", cMonth | cWeekday, monthDay,
		[]string{"It opened on [March 5, 2025].", "It opened on [Friday, March 5th]."},
		[]string{"May 300 people came?", "He may 5 times."},
	},
	{
		"day-month", kDigits | kOpener | cWeekday | cOrdinal, dayMonth,
		[]string{"It opened on [5 March 2025].", "It opened on [the 5th of March]."},
		[]string{"We sent 5 march leaders.", "They sent 32 March hares."},
	},
	{
		"month-year", kDigits | cMonth, monthYear,
		[]string{"It opened in [March 2025].", "It opened in [Sept. 2025].", "It opened in [2023 Sept]."},
		[]string{"It opened in March.", "March 2000 troops there."},
	},
	{
		"quarter", kDigits | kOpener | cOrdinal, quarterOf,
		[]string{"It fell in [the first quarter of 2025].", "It fell in [Q3 2025]."},
		[]string{"A quarter of them left.", "He scored in the first quarter final."},
	},
	{
		"half-year", kDigits | kOpener | cOrdinal, halfOf,
		[]string{"It fell in [the first half of 2025].", "It fell in [H2 2025]."},
		[]string{"The first half ended.", "The second half of the money is gone."},
	},
	{
		"fiscal-year", kDigits | kOpener, fiscalYear,
		[]string{"It fell in [fiscal 2025].", "It fell in [the current fiscal year].", "It fell in [FY2025]."},
		[]string{"The fiscal board met.", "The fiscal 10 billion plan"},
	},
	{
		"decade", kDigits | kOpener, decadeOf,
		[]string{"It stood in [the 1990s].", "It stood in [the '90s].", "It stood in [the nineties]."},
		[]string{"He is in his 90s.", "The 90 men left."},
	},
	{
		"century", kDigits | kOpener | cOrdinal | cNumber, centuryOf,
		[]string{"It stood in [the 19th century].", "It stood in [the fourth century BC]."},
		[]string{"He scored the 19th goal.", "A century of runs"},
	},
	{
		"part-of-day", kOpener | cWeekday | cDeictic | cPart, partOfDay,
		[]string{"It opened on [Friday morning].", "It opened [this evening].", "It opened on [the morning of 5 March]."},
		[]string{"The morning paper came.", "Good night, and good luck."},
	},
	{
		"clock", kDigits, clock,
		[]string{"It opened at [6:40 p.m.] there.", "It opened at [18:00 UTC].", "It opened at [9 a.m. tomorrow]."},
		[]string{"It ended 3:2.", "The verse is 12:14."},
	},
	{
		"edge", kOpener | cUnit, edgeOf,
		[]string{"It opened in [early 2025].", "It opened by [the end of next year].", "It opened in [mid-March]."},
		[]string{"At the end of the road it stands.", "Early voting began."},
	},
	{
		"nth-of", kDigits | kOpener | cOrdinal, nthOf,
		[]string{"It opens on [the last Friday of this month].", "It opens in [the first week of May 2025]."},
		[]string{"The last man left.", "The first day was fine."},
	},
	{
		"week-of", kOpener | cUnit, weekOf,
		[]string{"It opens in [the week of 14 October]."},
		[]string{"A week of rain followed.", "The week of the long knives"},
	},
	{
		"shift", kDigits | kOpener | cNumber | cUnit, shift,
		[]string{"It opened [two days ago].", "It opened [three weeks later].", "It opened [a week from now]."},
		[]string{"It took two days.", "He lives two miles from now-closed mines."},
	},
	{
		"recurring", kOpener | cSet | cWeekday, recurring,
		[]string{"They meet [every Tuesday].", "They ship 15 [a year].", "The [annual] fair is off."},
		[]string{"He stayed a year.", "Every man left."},
	},
	{
		"day-word", kOpener | cDeictic | cUnit, dayWords,
		[]string{"It opened [yesterday].", "It opens [the day after tomorrow].", "It opened [last night]."},
		[]string{"The day after, it rained.", "The last knight fell."},
	},
	{
		"directed", kOpener, directed,
		[]string{"It opens [next Friday].", "It opened [last March].", "It opens [this summer]."},
		[]string{"The last friend left.", "The summer games were fun."},
	},
	{
		"same-unit", kOpener, sameUnit,
		[]string{"It burned in May 2019. [That month] it rained.", "It burned on 3 May 2019 and reopened [the same day]."},
		[]string{"That man left.", "He took that second step."},
	},
	{
		"relative-unit", kOpener, relativeUnit,
		[]string{"It opened [last year].", "It opens [next month].", "It opened [the previous week]."},
		[]string{"The last man left.", "He goes next door."},
	},
	{
		"holiday", kDigits | kOpener | cHoliday, holidayName,
		[]string{"It opens on [Christmas Eve].", "It opened on [Easter Monday 2025]."},
		[]string{"He lives on Easter Island.", "The Christmas tree fell."},
	},
	{
		"season", kDigits | kOpener | cSeason, seasonOf,
		[]string{"It opened in [the summer of 2025].", "It opens in [the spring]."},
		[]string{"The fall of the town came.", "The Winter Olympics began."},
	},
	{
		"duration", kDigits | kOpener | cNumber | cUnit | cVague, duration,
		[]string{"It lasted [two years].", "It is a [27-year] deal.", "It lasted [more than two years]."},
		[]string{"He is 45 years old.", "The 45-year-old man died."},
	},
	{
		"month", cMonth, bareMonth,
		[]string{"It opened in [March].", "It opens by [May]."},
		[]string{"He may go.", "Mr March said so."},
	},
	{
		"weekday", cWeekday, bareWeekday,
		[]string{"It opened on [Tuesday].", "[Monday] was fine."},
		[]string{"The Sunday Times said so.", "They sat there."},
	},
	{
		"year", kDigits | kOpener, bareYear,
		[]string{"It opened in [2025].", "The [2019] election was held."},
		[]string{"They sent 2000 troops.", "Flight 1945 landed."},
	},
	{
		"vague", kOpener | cVague, vague,
		[]string{"It is [now] open.", "It opens in [the near future]."},
		[]string{"As soon as he came, he ate.", "The future of the port is dark."},
	},
}
