export {
  betterModels,
  betterModelsChart,
  betterModelsInWords,
  betterModelsTable,
  type BetterScore,
} from "./betterModels.ts";
export { beyondFigures, segmentFigures, siblingFigures } from "./beyondFigures.ts";
export { type ComparedScore, comparisonChart, comparisonInWords, modelComparison } from "./modelComparison.ts";
export { bestCandidates, nestedBest, nestedBestFigure, nestedBestInWords, nestedBestTable } from "./nestedBest.ts";
export { drawTracks, shownData, shownInWords } from "./shownData.ts";
export { encodedSegments, secondEncoding, secondEncodingInWords, secondEncodingTable } from "./secondEncoding.ts";
export { segmentVoting, votingChart, votingInWords, type VotingScores } from "./segmentVoting.ts";
export { siblingCurve } from "./siblingCurve.ts";
export { siblingCurveInWords, siblingsChart } from "./siblingsChart.ts";
export { type TrackCurve, trackCurve, trackCurveChart, trackCurveInWords } from "./trackCurve.ts";
export { type SegmentScore, tunedOnSegments, tunedOnSegmentsInWords, tunedOnSegmentsTable } from "./tunedOnSegments.ts";
export { trackFolds } from "./trackScore.ts";
