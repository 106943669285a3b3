import { CHART_COLOURS } from "../../ground/index.ts";
import { type Chart, chart } from "../common/index.ts";

/** The samples of a recording, full scale 1. */
export interface Waveform {
  readonly title: string;
  readonly samples: Float32Array;
  readonly sampleRate: number;
}

/** How many pieces of time are drawn, each by its lowest and highest sample. */
const PIECES = 600;

/**
 * A recording over time.
 * @example
 * import { listen, waveformChart } from "../src/study/hearing/index.ts";
 * waveformChart(await listen("song.wav")).alt; // => "Waveform of song.wav: 4.0 seconds, the loudest sample at 0.59 of full scale."
 */
export function waveformChart({ title, samples, sampleRate }: Waveform): Chart {
  const length = Math.max(1, Math.ceil(samples.length / PIECES));
  const x: number[] = [];
  const y: number[] = [];
  for (let at = 0; at < samples.length; at += length) {
    const piece = samples.subarray(at, at + length);
    const time = Number((at / sampleRate).toFixed(3));
    x.push(time, time);
    y.push(...[Math.min, Math.max].map((end) => Number(piece.reduce((a, b) => end(a, b)).toFixed(4))));
  }
  const seconds = samples.length / sampleRate;
  const peak = samples.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  return chart({
    title: "What does it look like?",
    source: `Audio: ${title}`,
    alt: `Waveform of ${title}: ${seconds.toFixed(1)} seconds, the loudest sample at ${peak.toFixed(2)} of full scale.`,
    height: 250,
    data: [
      {
        type: "scatter",
        mode: "lines",
        x,
        y,
        line: { color: CHART_COLOURS.blue, width: 1 },
        hovertemplate: "%{x:.2f} s: %{y:.2f}<extra></extra>",
      },
    ],
    layout: {
      showlegend: false,
      xaxis: { title: { text: "seconds" }, range: [0, seconds], zeroline: false },
      yaxis: { title: { text: "amplitude" }, range: [-1, 1] },
      margin: { b: 50 },
    },
  });
}
