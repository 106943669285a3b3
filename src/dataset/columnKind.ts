/** What a column of a feature table holds. */
export type ColumnKind = "filename" | "label" | "artist" | "feature" | "ignored";
