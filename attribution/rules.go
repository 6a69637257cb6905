package attribution

// Rule is one way of attributing, with sentences in which it must and must not fire. The name is
// what Attribution.Rule says; it is public and stays.
type Rule struct {
	Name string
	Says string   // what it does, for people
	Yes  []string // each yields at least one attribution by the rule
	No   []string // none yields any by the rule
}

// Rules are all the rules, in the order of the package's files.
func Rules() []Rule {
	return []Rule{
		{"verb-clause", "a reporting verb with a clause: said that ...; a clause with the verb beside it: ..., she said",
			[]string{"Ann Varga said that the bridge will open in May.", "The bridge will open in May, the ministry said.",
				"The bridge, Ann Varga said, will open in May.", "Sources close to the talks said the troops would leave."},
			[]string{"Ann Varga said nothing.", "The flood means that the bridge will stay closed.", "The bridge is said to be long."}},
		{"verb-quotation", "a reporting verb beside a quotation that the grammar does not tie to it",
			[]string{"\"Not now,\" Ann Varga replied.", "Ann Varga replied: \"Never.\""},
			[]string{"The film \"The Long Bridge\" opens on Friday."}},
		{"verb-object", "a verb of announcing with a noun for what is announced",
			[]string{"The Meridian government announced a ban on night flights."},
			[]string{"The band reported for duty.", "Ann Varga unveiled a wax figure."}},
		{"verb-object-to", "somebody wants somebody else to do something: urged them to",
			[]string{"The court ordered Norvia to pay 3 million euros."},
			[]string{"The family was told to leave the house."}},
		{"verb-object-for", "somebody calls for something",
			[]string{"The opposition called for a new vote in May."},
			[]string{"The mayor called the police."}},
		{"gave-until-to", "somebody sets somebody else a time to do something",
			[]string{"The court gave the company until May to pay."},
			[]string{"The court gave the company a new name."}},
		{"told-outlet", "the outlet that somebody told encloses what was told",
			[]string{"Ann Varga told the Meridian Wire that the bridge will open in May."},
			[]string{"Ann Varga told reporters that the bridge will open in May."}},
		{"citing", "what is said citing somebody is on that one's word",
			[]string{"The Meridian Wire reported that the troops would leave, citing two officials."},
			[]string{"The company closed the plant, citing high costs."}},
		{"quotes", "who quotes somebody encloses what that one says",
			[]string{"The Meridian Wire quoted an official as saying the troops would leave."},
			[]string{"The shop quoted a price of 3 euros."}},
		{"quoted-by", "who quotes somebody, in the passive",
			[]string{"Paul Orban was quoted by the Meridian Wire as saying the troops would leave."},
			[]string{"Paul Orban was quoted as saying the troops would leave."}},
		{"noun", "a noun of saying with its owner: his promise that, a claim by, came to the conclusion that",
			[]string{"Paul Orban's claim that the troops would leave was rejected.", "The court came to the conclusion that the law was void.",
				"The ministry got assurances from Lodavia that it would leave."},
			[]string{"The claim was rejected.", "The ministry got a letter from Lodavia that it kept."}},
		{"adjective", "an adjective of holding true: is confident that",
			[]string{"Ann Varga is confident that the bridge will open in May.", "The miners are concerned that the pit will close."},
			[]string{"Ann Varga is confident."}},
		{"according-to", "according to somebody",
			[]string{"The bridge will open in May, according to the ministry."},
			[]string{"The launch went according to plan."}},
		{"in-the-words-of", "in the words of somebody",
			[]string{"In the words of Ann Varga, the bridge is a dream."},
			[]string{"The words of the song are old."}},
		{"carried-on", "an outlet goes on with what unnamed people told it: ... who spoke to the Wire. The agency reports that ...",
			[]string{"Troops will leave in May, according to two officials who spoke to the Meridian Wire. The last will go in June, the agency reports."},
			[]string{"Troops will leave in May, according to two officials. The last will go in June, the agency reports."}},
		{"headline-colon", "a headline that names its source first: Minister: ...",
			[]string{"Minister: troops will leave by June"},
			[]string{"Update: troops will leave by June"}},
		{"headline-dash", "a headline that names its source last: ... – minister",
			[]string{"Troops will leave by June – minister"},
			[]string{"Troops will leave by June – again"}},
		{"quotation-after-colon", "a quotation that a colon ties to the subject before it",
			[]string{"Ann Varga was pleased: \"The bridge will open in May.\""},
			[]string{"The film was called: \"The Bridge\"."}},
		{"quotation-after-speaker", "a quotation without a cue, after a sentence about the speaker",
			[]string{"Ann Varga was pleased. \"The bridge will open in May.\""},
			[]string{"The weather was fine. \"The bridge will open in May.\""}},
	}
}
