// Prints the names that two npm packages hold, one a line: kind, tab, name. See main.go.
import nlp from "compromise/three";
import { allLocales } from "@faker-js/faker";

const out = new Set();
const add = (kind, name) => /^[\p{Script=Latin}\d.&' -]+$/u.test(name) && out.add(kind + "\t" + name.toLowerCase());
for (const locale of Object.values(allLocales)) {
  for (const [kind, field] of [["first", "first_name"], ["last", "last_name"]]) {
    for (const list of Object.values(locale.person?.[field] ?? {})) {
      for (const n of list ?? []) add(kind, n.value ?? n);
    }
  }
}
const kinds = { MaleName: "first", FemaleName: "first", FirstName: "first", LastName: "last", Person: "full",
  Organization: "company", SportsTeam: "company", City: "city", Country: "country", Demonym: "demonym", Honorific: "title" };
for (const [word, tags] of Object.entries(nlp.model().one.lexicon)) {
  const kind = kinds[[].concat(tags).at(-1)];
  if (kind) add(kind, word);
}
console.log([...out].sort().join("\n"));
