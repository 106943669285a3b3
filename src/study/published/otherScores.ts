/** Where others' scores are printed. */
export const OTHER_SOURCE = {
  title: "Jurčák, “Music Genre Classification Methods Performance on Different-Sized Datasets”, README",
  url: "https://github.com/filipjurcak/music_genre_classification_comparison",
} as const;

/**
 * Accuracies, as printed, that others published on the tracks of FMA-small, with one row per track, so that no track is in both training
 * and test part; artists were not kept apart. The CNN saw mel spectrograms, all others 25 features, and tracks were drawn at random: other
 * people's figures on other splits, for orientation.
 */
export const OTHER_SCORES: readonly { readonly label: string; readonly accuracy: number }[] = [
  { label: "KNN", accuracy: 0.457 },
  { label: "SVM", accuracy: 0.468 },
  { label: "Random forest", accuracy: 0.458 },
  { label: "Neural network", accuracy: 0.42 },
  { label: "CNN", accuracy: 0.567 },
];
