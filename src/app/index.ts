export { Deployment } from "./draw/deployment.ts";
export type { DrawnRecord } from "./draw/drawRecords.ts";
export { drawRows } from "./draw/drawRows.ts";
export type { ModelId } from "./draw/modelKinds.ts";
export { ModelShelf } from "./draw/modelShelf.ts";
export { type GenreConfidence, HearingModel, type Judgement } from "./hearing/hearingModel.ts";
export { SAMPLE_MUSIC, sampleHearingModel } from "./hearing/sampleHearingModel.ts";
export { trainingWarnings } from "./hearing/trainingWarnings.ts";
export type { Tell } from "./tell.ts";
