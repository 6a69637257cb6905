// Reads the documents of a gold file with another date reader and prints what it finds in the
// form of `bywhen read --json`, so that one scorer counts for all:
//
//	node peers.mjs chrono GOLD.jsonl > chrono.jsonl
//	bywhen eval GOLD.jsonl --predicted chrono.jsonl
//
// Speed goes to standard error: kilobytes of text for each second of processor time, after one
// pass to warm up. Each reader gets the day of the report as its "today", at noon UTC.
import { readFileSync } from "node:fs";

process.env.TZ = "UTC";

const [, , name, file] = process.argv;
const two = (n) => String(n).padStart(2, "0");
const iso = (y, m, d) => `${String(y).padStart(4, "0")}-${two(m)}-${two(d)}`;
const dayOf = (date) => date.toISOString().slice(0, 10);
const lastOf = (y, m) => new Date(Date.UTC(y, m, 0)).getUTCDate();
const dayBefore = (day) => dayOf(new Date(Date.parse(day + "T00:00:00Z") - 864e5));

// Each reader takes a text and a day, and gives [start, end, type, value, earliest, latest] with
// positions in UTF-16 units, end exclusive; null where it names no days.
const readers = {
  async chrono() {
    const chrono = await import("chrono-node");
    return (text, day) =>
      chrono.parse(text, { instant: new Date(day + "T12:00:00Z"), timezone: 0 }).map((found) => {
        const from = chronoDays(found.start), to = found.end ? chronoDays(found.end) : from;
        const type = found.start.isCertain("hour") ? "TIME" : "DATE";
        return [found.index, found.index + found.text.length, type, from.value, from.earliest, to.latest];
      });
  },

  async compromise() {
    const nlp = (await import("compromise")).default;
    nlp.plugin((await import("compromise-dates")).default);
    return (text, day) =>
      nlp(text).dates({ today: day, timezone: "UTC" }).json({ offset: true }).map((found) => {
        const start = found.offset.start, end = start + found.offset.length;
        const earliest = found.dates.start?.slice(0, 10) ?? null, latest = found.dates.end?.slice(0, 10) ?? null;
        return [start, end, "DATE", grain(earliest, latest), earliest, latest];
      });
  },

  async recognizers() {
    const { recognizeDateTime, Culture } = (await import("@microsoft/recognizers-text-date-time")).default;
    const types = { duration: "DURATION", set: "SET", time: "TIME", datetime: "TIME", timerange: "TIME", datetimerange: "TIME" };
    return (text, day) =>
      recognizeDateTime(text, Culture.English, 0, new Date(day + "T12:00:00Z")).map((found) => {
        const kind = found.typeName.replace("datetimeV2.", "");
        // Where the past and the coming day are both offered, the first one, as its documents say.
        const value = found.resolution?.values?.[0] ?? {};
        const days = /date/.test(kind);
        const earliest = days ? (value.start ?? value.value ?? null)?.slice(0, 10) ?? null : null;
        const latest = days && value.end ? dayBefore(value.end.slice(0, 10)) : days ? (value.value ?? null)?.slice(0, 10) ?? null : null;
        const resolved = kind === "date" ? value.value : kind === "daterange" ? grain(earliest, latest) : value.timex;
        return [found.start, found.end + 1, types[kind] ?? "DATE", resolved ?? "", earliest, latest];
      });
  },
};

// chronoDays are the days that one end of what chrono found names, as far as it is certain.
function chronoDays(end) {
  const y = end.get("year"), m = end.get("month"), d = end.get("day");
  if (end.isCertain("day") || end.isCertain("weekday") || !end.isCertain("month") && !end.isCertain("year")) {
    return { value: iso(y, m, d), earliest: iso(y, m, d), latest: iso(y, m, d) };
  }
  if (end.isCertain("month")) {
    return { value: iso(y, m, 1).slice(0, 7), earliest: iso(y, m, 1), latest: iso(y, m, lastOf(y, m)) };
  }
  return { value: String(y).padStart(4, "0"), earliest: iso(y, 1, 1), latest: iso(y, 12, 31) };
}

// grain is the ISO 8601 value of a range of days that is a day, a month or a year.
function grain(earliest, latest) {
  if (!earliest || !latest) return earliest ?? latest ?? "";
  const [y, m] = earliest.split("-").map(Number);
  if (earliest === iso(y, 1, 1) && latest === iso(y, 12, 31)) return earliest.slice(0, 4);
  if (earliest === iso(y, m, 1) && latest === iso(y, m, lastOf(y, m))) return earliest.slice(0, 7);
  return earliest;
}

if (!readers[name] || !file) {
  console.error(`usage: node peers.mjs ${Object.keys(readers).join("|")} GOLD.jsonl`);
  process.exit(2);
}
const read = await readers[name]();
const documents = readFileSync(file, "utf8").split("\n").filter(Boolean).map((line) => JSON.parse(line));
const all = () => documents.map((d) => {
  try {
    return read(d.text, d.published.slice(0, 10));
  } catch (error) {
    console.error(`${name}: ${d.id}: ${error.message}`);
    return [];
  }
});
all();
const before = process.cpuUsage();
const found = all();
const used = process.cpuUsage(before);
const bytes = documents.reduce((n, d) => n + Buffer.byteLength(d.text), 0);
console.error(`${name}: ${(bytes / 1e3 / ((used.user + used.system) / 1e6)).toFixed(0)} KB/cpu-s`);

documents.forEach((d, i) => {
  const points = [0]; // code points before each UTF-16 unit
  for (const ch of d.text) for (let k = 0; k < ch.length; k++) points.push(points.at(-1) + (k === ch.length - 1 ? 1 : 0));
  const times = found[i].map(([from, to, type, value, earliest, latest]) => ({
    start: points[from], end: points[to], text: d.text.slice(from, to), type, value, mod: "", earliest, latest,
  }));
  console.log(JSON.stringify({ id: d.id, times }));
});
