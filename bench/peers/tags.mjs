// Tags the sentences of a CoNLL-U file with another tagger and counts the universal tags that are
// right, on the gold words whose cuts it shares, and on all:
//
//	node tags.mjs wink ../../../shared/data/ud_ewt/en_ewt-ud-dev.conllu
//
// Speed goes to standard error: words for each second of processor time, after one pass to warm up.
import { readFileSync } from "node:fs";

const [, , name, file] = process.argv;

// Each tagger takes a sentence and gives [start, end, tag], positions in UTF-16 units, end exclusive.
const taggers = {
  async wink() {
    const { default: winkNLP } = await import("wink-nlp");
    const { default: model } = await import("wink-eng-lite-web-model");
    const nlp = winkNLP(model, ["sbd", "pos"]);
    return (text) => {
      const doc = nlp.readDoc(text);
      const words = doc.tokens().out(), tags = doc.tokens().out(nlp.its.pos);
      let at = 0;
      return words.map((word, i) => {
        const start = text.indexOf(word, at);
        if (start < 0) return [-1, -1, tags[i]];
        at = start + word.length;
        return [start, at, tags[i]];
      });
    };
  },
};

// The sentences of the file: its text, and the place and tag of each word.
const sentences = readFileSync(file, "utf8").trim().split("\n\n").map((block) => {
  const lines = block.split("\n");
  const text = lines.find((line) => line.startsWith("# text = ")).slice("# text = ".length);
  const words = [];
  let at = 0;
  for (const line of lines) {
    const cols = line.split("\t");
    if (!/^\d+$/.test(cols[0])) continue;
    const start = text.indexOf(cols[1], at);
    if (start < 0) continue; // a part of a contraction that is spelled otherwise
    at = start + cols[1].length;
    words.push([start, at, cols[3]]);
  }
  return { text, words };
});

const tag = await taggers[name]();
for (const s of sentences) tag(s.text);
const before = process.cpuUsage();
const found = sentences.map((s) => tag(s.text));
const { user, system } = process.cpuUsage(before);
let all = 0, shared = 0, right = 0;
sentences.forEach((s, i) => {
  const tags = new Map(found[i].map(([start, end, t]) => [`${start}-${end}`, t]));
  for (const [start, end, t] of s.words) {
    all++;
    const got = tags.get(`${start}-${end}`);
    if (got === undefined) continue;
    shared++;
    if (got === t) right++;
  }
});
const percent = (a, b) => ((100 * a) / b).toFixed(1);
console.log(`UPOS ${percent(right, shared)} % of the ${percent(shared, all)} % of words cut alike, ${percent(right, all)} % of all`);
console.error(`${Math.round(all / ((user + system) / 1e6))} words/cpu-s`);
