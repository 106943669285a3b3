/** The published report. It bears no date. */
export const REPORT = {
  title: "Music Genre Classification",
  authors: ["Hinda Filali", "Andriy Khalik"],
} as const;
