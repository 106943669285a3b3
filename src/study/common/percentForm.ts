import { formatPercent } from "./formatNumber.ts";
import type { Trace } from "./chart.ts";

/** An axis whose ticks are whole percentages. */
const WHOLE = ".0%";
/** A share in a hover text: where it is, and its decimals. */
const SHARE = /%\{(x|y|z|customdata):\.(\d)%\}/;

/** The axes of a layout with percentages as prose writes them: plotly's number formats know "20%" only. */
export function percentAxes(layout: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(layout).map(([name, part]) => {
      const { tickformat, dtick = 0.01 } = (part ?? {}) as { tickformat?: unknown; dtick?: number };
      if (tickformat !== WHOLE) return [name, part];
      const ticks = Array.from({ length: Math.floor(1 / dtick + 1e-9) + 1 }, (_, i) => i * dtick);
      const labelalias = Object.fromEntries(ticks.map((at) => [`${Math.round(100 * at)}%`, formatPercent(at)]));
      return [name, { ...(part as object), labelalias }];
    }),
  );
}

/** A trace whose hover text has its percentage as prose writes it. */
export function percentHover(trace: Trace): Trace {
  const { hovertemplate } = trace;
  const [share, place, digits] = (typeof hovertemplate === "string" && SHARE.exec(hovertemplate)) || [];
  if (share === undefined) return trace;
  const written = (value: unknown): unknown =>
    Array.isArray(value) ? value.map(written) : typeof value === "number" ? formatPercent(value, Number(digits)) : "";
  return {
    ...trace,
    hovertext: written(trace[place!]),
    hovertemplate: (hovertemplate as string).replace(share, "%{hovertext}"),
  };
}
