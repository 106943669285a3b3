import type { CodeCell } from "../nbformat.ts";

/** How long a cell ran in seconds, from the times its messages arrived; undefined if they were not recorded. */
export function cellSeconds(cell: CodeCell): number | undefined {
  const times = cell.metadata.execution;
  const begin = times?.["iopub.execute_input"] ?? times?.["iopub.status.busy"];
  const end = times?.["iopub.status.idle"] ?? times?.["shell.execute_reply"];
  if (begin === undefined || end === undefined) return undefined;
  const seconds = (Date.parse(end) - Date.parse(begin)) / 1000;
  return seconds >= 0 ? seconds : undefined;
}

/** A human-readable duration: `8 ms`, `1.4 s`, `32 s`, `2 min 5 s`, `1 h 3 min`. */
export function formatDuration(seconds: number): string {
  if (seconds < 0.9995) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 9.95) return `${seconds.toFixed(1)} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${whole % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
