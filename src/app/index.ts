export { Deployment } from "./draw/deployment.ts";
export type { DrawnRecord } from "./draw/drawRecords.ts";
export { drawRows } from "./draw/drawRows.ts";
export type { ModelId } from "./draw/modelKinds.ts";
export { ModelShelf } from "./draw/modelShelf.ts";
export { type GenreConfidence, GenreModel, genresOfClip } from "./genreModel.ts";
export { cachedGenreModel } from "./music/cachedGenreModel.ts";
export type { Tell } from "./tell.ts";
