/** A score that someone else published on FMA-small, with their own features and split. */
export interface OtherScore {
  readonly label: string;
  /** The share of test tracks classified correctly, as printed. */
  readonly accuracy: number;
  readonly features: string;
  readonly split: string;
}

/** Where they are printed. */
export const OTHER_SOURCE = {
  title: "Jurčák, “Music Genre Classification Methods Performance on Different-Sized Datasets”, README",
  url: "https://github.com/filipjurcak/music_genre_classification_comparison",
} as const;

const means = (label: string, accuracy: number): OtherScore => ({
  label,
  accuracy,
  features: "25 features",
  split: "tracks drawn at random",
});

/**
 * Published accuracies on the tracks of FMA-small, with one row per track, so that no track is in both training and test part; artists
 * were not kept apart. These are other people's figures on other splits, for orientation.
 */
export const OTHER_SCORES: readonly OtherScore[] = [
  means("KNN", 0.457),
  means("SVM", 0.468),
  means("Random forest", 0.458),
  means("Neural network", 0.42),
  { label: "CNN", accuracy: 0.567, features: "mel spectrograms", split: "tracks drawn at random" },
];
