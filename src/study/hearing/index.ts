export { genreProbabilityChart, heardInWords } from "./genreProbabilityChart.ts";
export { listen, melChart, waveformChart } from "./listen.ts";
export {
  gainInWords,
  groupsApart,
  heldOutChart,
  heldOutFigures,
  heldOutScore,
  type HeldOutScore,
  leakLearnedInWords,
} from "./heldOutScore.ts";
export { learnedMusic } from "./learnedMusic.ts";
export { sharesChart } from "./sharesChart.ts";
export { type SongCurve, songCurveChart } from "./songCurveChart.ts";
export { songMapChart } from "./songMapChart.ts";
