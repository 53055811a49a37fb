import { clip } from "../people/words.ts";
import { type Ask, blank, count, dateColumns, type File, type Option, timeTargets } from "./asking.ts";
import { contradicts, datesIn, orderMatters, orderShown } from "./columns.ts";
import { readDate } from "./dates.ts";
import type { ColumnProfile } from "./profile.ts";
import { short } from "./targets.ts";

/** Whether the column's order of day and month is a question. */
const isOrderOpen = (profile: ColumnProfile): boolean =>
  orderMatters(profile) && orderShown(profile) === null;

/** Which of day and month comes first, of every column that leaves it open. */
export function dates(file: File): Ask[] {
  const columns = dateColumns(file);
  return columns.filter(isOrderOpen).map((profile) => {
    const { column, examples } = profile;
    const example = examples.find((text) => {
      const [day, month] = [readDate(text, "dmy"), readDate(text, "mdy")];
      return day && month && day.month !== month.month;
    });
    const both = contradicts(profile);
    const shown = columns.find((other) => orderShown(other) !== null);
    const option = (order: "dmy" | "mdy"): Option => {
      const said = example && readDate(example, order);
      const words = order === "dmy" ? "Day first" : "Month first";
      return { value: order, label: said ? `${words}: ${spelled(said)}` : words };
    };
    return {
      ...blank,
      id: `dates:${column}`,
      column,
      question: example
        ? `Which day is ${clip(example, 40)} in the column ${short(column)}?`
        : `Does the day or the month come first in the column ${short(column)}?`,
      help: both
        ? `This column contradicts itself: in ${count(profile.shapes.dateDayFirst, "row")} the day must come first, in ${count(profile.shapes.dateMonthFirst, "row")} the month. Rows that do not fit your answer ${timeTargets.has(file.targetOf(profile)) ? "are refused" : "keep it as text"}.`
        : shown
          ? `In the column ${short(shown.column)} of this file the ${orderShown(shown) === "dmy" ? "day" : "month"} comes first.`
          : "Every date in this column can be read in both ways, so only you can tell.",
      answer: "one",
      options: [option("dmy"), option("mdy")],
      proposal: null,
    };
  });
}

const monthNames =
  "January,February,March,April,May,June,July,August,September,October,November,December".split(",");
const spelled = ({ day, month, year }: { day: number; month: number; year: number }): string =>
  `${day} ${monthNames[month - 1]} ${year}`;

/** The zone of dates that do not say theirs. */
export function timeZone(file: File): Ask[] {
  const open = dateColumns(file).filter((profile) => {
    const without = datesIn(profile) - profile.shapes.withOffset;
    const instants =
      timeTargets.has(file.targetOf(profile)) || profile.shapes.withTime > profile.shapes.withOffset;
    return without > 0 && instants;
  });
  const [first] = open;
  if (!first) return [];
  const example = first.examples.find((text) => readDate(text, "dmy") ?? readDate(text, "mdy"));
  return [
    {
      ...blank,
      id: "timeZone",
      question: "Which time zone are the dates in this file in?",
      help: `They do not say it themselves${example ? `, such as ${clip(example, 40)} in ${short(first.column)}` : ""}. Take the zone of the person or the tool that wrote the file.`,
      answer: "text",
      options: zones(file.timeZone),
      proposal: file.timeZone,
    },
  ];
}

function zones(own: string): Option[] {
  const names = [...new Set([own, "UTC", ...Intl.supportedValuesOf("timeZone")])];
  return names.slice(0, 600).map((value) => ({ value, label: value.replaceAll("_", " ") }));
}
