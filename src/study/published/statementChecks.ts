import { formatPublished } from "./formatFigure.ts";
import { listInWords } from "../common/index.ts";
import type { PublishedFigure } from "./publishedFigure.ts";
import type { SourceCheck } from "./sourceCheck.ts";

/** Checks that figures stated in several places are the same in all of them. */
export function statementChecks(published: readonly PublishedFigure[]): SourceCheck[] {
  return published
    .filter(({ statements }) => statements.length > 1)
    .map(({ id, label, statements, format, step }) => {
      const stated = statements.map(({ value, place }) => ({ text: formatPublished(value, format, step), place }));
      const values = [...new Set(stated.map(({ text }) => text))];
      const holds = values.length === 1;
      return {
        id: `stated-${id}`,
        title: `${label}: the same wherever it is stated`,
        holds,
        arithmetic: listInWords(stated.map(({ text, place }) => `${text} (${place})`)),
        ...(holds ? {} : { conclusion: `The report states ${listInWords(values)} for the same score.` }),
        figures: [id],
      };
    });
}
