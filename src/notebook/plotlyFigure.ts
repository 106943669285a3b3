/** What plotly draws: traces and their layout. */
export interface PlotlyFigure {
  readonly data: readonly Record<string, unknown>[];
  readonly layout: Record<string, unknown>;
}

/** Whether a value has the shape of a plotly figure: `{ data: [traces], layout: {...} }` and optionally config and frames. */
export function isPlotlyFigure(value: unknown): value is PlotlyFigure {
  if (!isRecord(value)) return false;
  const known = new Set(["data", "layout", "config", "frames"]);
  return (
    Object.keys(value).every((key) => known.has(key)) &&
    Array.isArray(value.data) &&
    value.data.every(isRecord) &&
    isRecord(value.layout)
  );
}

/** A figure in one line of text, for a client that can't draw it: its title, and the kinds of its traces. */
export function describePlotlyFigure({ data, layout }: PlotlyFigure): string {
  const title = isRecord(layout.title) ? layout.title.text : layout.title;
  const counts = new Map<string, number>();
  for (const { type } of data) {
    const kind = typeof type === "string" ? type : "scatter";
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const traces = [...counts].map(([kind, count]) => (count > 1 ? `${count} x ${kind}` : kind)).join(", ");
  return `Chart${typeof title === "string" ? `: ${title.replaceAll(/<[^>]*>/g, " ")}` : ""} (${traces || "no traces"})`;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
