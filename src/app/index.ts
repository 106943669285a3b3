export { Deployment } from "./draw/deployment.ts";
export { type DrawnRecord, drawRows } from "./draw/drawRecords.ts";
export { ModelShelf } from "./draw/modelShelf.ts";
export { hearingCard } from "./hearing/hearingCard.ts";
export { type GenreConfidence, HearingModel, type Judgement, UNKNOWN_REASONS } from "./hearing/hearingModel.ts";
export { readHearingModel, SAMPLE_MUSIC, sampleHearingModel } from "./hearing/hearingModels.ts";
export { calibrationInWords, guessingInWords, knownRecordingInWords, talkInWords } from "./hearing/modelInWords.ts";
export { trainingWarnings } from "./hearing/trainingWarnings.ts";
export type { Tell } from "./tell.ts";
