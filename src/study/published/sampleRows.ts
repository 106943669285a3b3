import type { PublishedFigure } from "./publishedFigure.ts";

const COLUMNS = [
  "chroma_stft_mean",
  "chroma_stft_var",
  "rms_mean",
  "rms_var",
  "spectral_centroid_mean",
  "spectral_centroid_var",
] as const;

/** The rows of the 3-second table that section 2 prints, with the columns visible on the page; six decimals. */
export const SAMPLE_ROWS: Readonly<Record<string, readonly number[]>> = {
  "1-000574.mp3": [0.381544, 0.080175, 0.249562, 0.001513, 1957.407156, 39590.736312],
  "2-000574.mp3": [0.436518, 0.07407, 0.263343, 0.001272, 1969.82948, 75422.537033],
  "3-000574.mp3": [0.484288, 0.069135, 0.253424, 0.001391, 2766.351306, 309436.169216],
  "4-000574.mp3": [0.425569, 0.07497, 0.256628, 0.001596, 2908.207536, 157800.863917],
  "5-000574.mp3": [0.468948, 0.066816, 0.265448, 0.001309, 2618.340173, 129314.679539],
};

/** Each printed value: `rows.1-000574.rms_mean`. These are properties of a single recording, whatever other tracks a table has. */
export const SAMPLE_ROW_FIGURES: readonly PublishedFigure[] = Object.entries(SAMPLE_ROWS).flatMap(
  ([filename, values]) =>
    COLUMNS.map((column, i): PublishedFigure => ({
      id: `rows.${filename.replace(".mp3", "")}.${column}`,
      label: `${filename}: ${column}`,
      format: "number",
      statements: [{ value: values[i]!, place: "section 2, “Dataset sample”" }],
      step: 1e-6,
      notebook: "01-exploration",
      restsOn: "row",
    })),
);
