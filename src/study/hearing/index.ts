export { genreProbabilityChart } from "./genreProbabilityChart.ts";
export { heardInWords } from "./heardInWords.ts";
export { listen } from "./listen.ts";
export { melChart } from "./melChart.ts";
export { waveformChart } from "./waveformChart.ts";
