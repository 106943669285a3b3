/** A score that someone else published, on FMA-small but with features and a split of their own. */
export interface OtherScore {
  readonly label: string;
  /** The share of test tracks classified rightly, as printed. */
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
 * Published accuracies on the tracks of FMA-small. One row a track, so that no track stands on both sides; artists were not kept apart. They are
 * other people's figures on other splits, for orientation.
 */
export const OTHER_SCORES: readonly OtherScore[] = [
  means("KNN", 0.457),
  means("SVM", 0.468),
  means("Random forest", 0.458),
  means("Neural network", 0.42),
  { label: "CNN", accuracy: 0.567, features: "mel spectrograms", split: "tracks drawn at random" },
];
