import { type Verdict, VERDICTS, verdictText } from "../judge/index.ts";
import { escapeHtml } from "../../ground/index.ts";
import type { StoryFigure } from "./collectFigures.ts";
import { countStandings, standingOf, UNJUDGED, type Unjudged } from "./verdictSummary.ts";

/**
 * All figures as an HTML table, each linked to its cell, with filters by verdict and notebook. The filters are radio buttons and CSS
 * rules: they need no script, and without styles the whole table is visible.
 */
export function figuresTable(figures: readonly StoryFigure[]): string {
  const notebooks = [...new Set(figures.map(({ notebook }) => notebook))].sort();
  const choices: readonly Option[] = [
    ["all", "all", figures.length],
    ...[...countStandings(figures)].map(([standing, count]): Option => [standing, wordsOf(standing), count]),
  ];
  const rules = [
    ...choices.slice(1).map(([verdict]) => hide("verdict", verdict)),
    ...notebooks.map((notebook) => hide("notebook", notebook)),
  ];
  return `<style>
${rules.join("\n")}
</style>
<div class="figure-list" data-list="figures">
<p>Every figure of the report, published and measured, and what was measured beside it. A figure leads to the cell that measures it.<span class="narrow"> Narrow page: intervals and reasons are left out; a wider one shows them.</span></p>
${choice("verdict", "Verdict", choices)}
${choice("notebook", "Notebook", [["all", "all", figures.length], ...notebooks.map((name): Option => [name, name, figures.filter(({ notebook }) => notebook === name).length])])}
<div class="html table-scroll" role="region" aria-label="All figures" tabindex="0">
<table>
<thead><tr><th scope="col">figure</th>${["published", "measured"].map((heading) => `<th scope="col" class="number">${heading}</th>`).join("")}<th scope="col" class="number minor">95 % interval</th><th scope="col">verdict</th><th scope="col" class="minor">why</th></tr></thead>
<tbody>
${figures.map(row).join("\n")}
</tbody></table>
</div>
</div>`;
}

type Option = readonly [value: string, label: string, count: number];

function choice(name: string, legend: string, options: readonly Option[]): string {
  const inputs = options.map(([value, label, count], i) => {
    const id = `${name}-${value}`;
    return `<input type="radio" name="${name}" id="${id}"${i === 0 ? " checked" : ""}><label for="${id}">${escapeHtml(label)} <span>${count}</span></label>`;
  });
  return `<fieldset class="choice"><legend>${legend}</legend>${inputs.join("")}</fieldset>`;
}

function wordsOf(standing: Verdict | Unjudged): string {
  return standing in VERDICTS ? VERDICTS[standing as Verdict].word : UNJUDGED[standing as Unjudged];
}

/** Hides the other rows while a filter is chosen. */
function hide(name: "verdict" | "notebook", value: string): string {
  return `.figure-list:has(#${name}-${value}:checked) tbody tr:not([data-${name}="${value}"]){display:none}`;
}

function row(figure: StoryFigure): string {
  const { id, label, href, notebook, text, verdict, note } = figure;
  const standing = standingOf(figure);
  const words = verdict === null ? UNJUDGED[standing as Unjudged] : verdictText(verdict);
  const why = note.replace(/^The report has no such figure\.\s*/, "");
  const name = escapeHtml(label).replaceAll("_", "_<wbr>");
  const link = href === undefined ? name : `<a href="${escapeHtml(href)}">${name}</a>`;
  return (
    `<tr id="${escapeHtml(id)}" data-verdict="${standing}" data-notebook="${escapeHtml(notebook)}"><th scope="row">${link}</th>` +
    `<td class="number">${text.published}</td><td class="number"><strong>${text.measured}</strong></td><td class="number minor">${text.interval}</td>` +
    `<td class="verdict">${words}</td><td class="why minor">${escapeHtml(why)}</td></tr>`
  );
}
