import { type Chart, chart } from "../common/index.ts";

/** A mel spectrogram in decibels, frame-major. */
export interface MelSpectrogram {
  readonly title: string;
  readonly mel: { readonly data: Float32Array; readonly frames: number; readonly bins: number };
  /** The frequency of each band in Hz. */
  readonly bands: readonly number[];
  readonly seconds: number;
}

/** The most columns to draw; each is the mean of its frames. */
const COLUMNS = 200;
const TICKS_HZ = [128, 512, 1024, 2048, 4096, 8192];

/**
 * Which frequencies sound when, and how loud: what the features are computed from.
 * @example
 * import { listen, melChart } from "../src/study/hearing/index.ts";
 * const heard = await listen("song.wav");
 * const { alt } = melChart({ ...heard, seconds: heard.samples.length / heard.sampleRate });
 * alt; // => "Mel spectrogram of song.wav: 128 bands up to 10736 Hz over 4.0 seconds; the loudest band is at 258 Hz."
 */
export function melChart({ title, mel, bands, seconds }: MelSpectrogram): Chart {
  const { data, frames, bins } = mel;
  const width = Math.max(1, Math.ceil(frames / COLUMNS));
  const columns = Math.ceil(frames / width);
  const z = Array.from({ length: bins }, (_, band) =>
    Array.from({ length: columns }, (_, column) => {
      const end = Math.min(frames, (column + 1) * width);
      let sum = 0;
      for (let frame = column * width; frame < end; frame++) sum += data[frame * bins + band]!;
      return Number((sum / (end - column * width)).toFixed(1));
    }),
  );
  const loudest =
    bands[z.map((row) => Math.max(...row)).reduce((best, level, i, all) => (level > all[best]! ? i : best), 0)]!;
  const nearest = (hz: number): number =>
    bands.reduce((best, band, i) => (Math.abs(band - hz) < Math.abs(bands[best]! - hz) ? i : best), 0);
  return chart({
    title: "Which frequencies sound when?",
    source: `Audio: ${title}`,
    alt: `Mel spectrogram of ${title}: ${bins} bands up to ${Math.round(bands.at(-1)!)} Hz over ${seconds.toFixed(1)} seconds; the loudest band is at ${Math.round(loudest)} Hz.`,
    height: 380,
    data: [
      {
        type: "heatmap",
        z,
        x0: 0,
        dx: Number((seconds / columns).toFixed(4)),
        customdata: bands.map((hz) => new Array<number>(columns).fill(Math.round(hz))),
        colorscale: "Viridis",
        colorbar: { title: { text: "dB" }, thickness: 12 },
        hovertemplate: "%{x:.2f} s, %{customdata} Hz: %{z:.0f} dB<extra></extra>",
      },
    ],
    layout: {
      showlegend: false,
      xaxis: { title: { text: "seconds" }, zeroline: false, showgrid: false },
      yaxis: {
        title: { text: "Hz (mel scale)" },
        tickvals: TICKS_HZ.map(nearest),
        ticktext: TICKS_HZ.map((hz) => `${hz} `),
        showgrid: false,
        zeroline: false,
      },
      margin: { b: 50 },
    },
  });
}
