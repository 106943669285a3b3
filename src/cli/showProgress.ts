import { basename, relative } from "node:path";
import { MultiBar, type SingleBar } from "cli-progress";
import { barFormat } from "./progressReporter.ts";
import type { PublishEvent } from "../notebook/index.ts";

const NAME_WIDTH = 24;

export interface Progress {
  readonly onEvent: (event: PublishEvent) => void;
  readonly stop: () => void;
}

/** Shows the notebooks' progress: a bar for each on a terminal, otherwise a line when each one ends. */
export function showProgress(notebooks: number, stream: NodeJS.WriteStream = process.stdout): Progress {
  return stream.isTTY ? bars(notebooks, stream) : lines(stream);
}

function bars(notebooks: number, stream: NodeJS.WriteStream): Progress {
  const multiBar = new MultiBar({
    stream,
    ...barFormat("{name} {bar} {value}/{total} cells  {note}", {
      columns: stream.columns,
      most: 24,
      beside: NAME_WIDTH + 30,
    }),
    hideCursor: true,
    clearOnComplete: false,
    barCompleteChar: "█",
    barIncompleteChar: "░",
  });
  const shown = new Map<string, SingleBar>();
  return {
    onEvent: (event) => {
      const bar = shown.get(event.path);
      if (event.type === "cell") {
        const name = basename(event.path, ".ipynb").padEnd(NAME_WIDTH);
        if (bar) bar.update(event.done, { note: `In [${event.done + 1}]` });
        else
          shown.set(event.path, multiBar.create(event.total, event.done, { name, note: `of ${notebooks} notebooks` }));
      } else if (bar) {
        if (!event.failure) bar.update(bar.getTotal());
        bar.update({ note: outcome(event) });
      } else {
        multiBar.log(`${basename(event.path)}: ${outcome(event)}\n`);
      }
    },
    stop: () => multiBar.stop(),
  };
}

function lines(stream: NodeJS.WriteStream): Progress {
  const onEvent = (event: PublishEvent): void => {
    if (event.type === "end") stream.write(`${relative(process.cwd(), event.path)}: ${outcome(event)}\n`);
  };
  return { onEvent, stop: () => undefined };
}

function outcome({ milliseconds, failure }: PublishEvent & { type: "end" }): string {
  const seconds = `${(milliseconds / 1000).toFixed(1)} s`;
  if (!failure) return `ok, ${seconds}`;
  const place =
    failure.cellId === undefined
      ? "before the first cell"
      : `in cell ${failure.cellId} (In [${failure.executionCount}])`;
  return `FAILED ${place} after ${seconds}: ${failure.reason}`;
}
