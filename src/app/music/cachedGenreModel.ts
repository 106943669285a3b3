import type { FeatureTable } from "../../dataset/index.ts";
import { readModel, saveModel } from "../../models/index.ts";
import { GenreModel } from "../genreModel.ts";

/**
 * The model of a table of segments: the saved one where it was trained on this very table, else trained and saved there.
 * @param cannotSave told why it can't be saved; it is used all the same
 */
export async function cachedGenreModel(
  segments: FeatureTable,
  file: string,
  cannotSave: (error: unknown) => void = () => undefined,
): Promise<GenreModel> {
  const saved = savedModel(file);
  if (saved?.trainedOn.sha256 === segments.sha256) return saved;
  const model = await GenreModel.train(segments);
  try {
    saveModel(file, model.toJSON());
  } catch (error) {
    cannotSave(error);
  }
  return model;
}

/** The saved model; undefined where there is none or it is of another version. */
function savedModel(file: string): GenreModel | undefined {
  try {
    return GenreModel.load(readModel(file));
  } catch {
    return undefined;
  }
}
