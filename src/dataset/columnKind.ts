/** What a column of a feature table holds. */
export type ColumnKind = "filename" | "label" | "track" | "segment" | "artist" | "feature" | "ignored";
