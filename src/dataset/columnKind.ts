/** What a column of a feature table contains. */
export type ColumnKind = "filename" | "label" | "track" | "segment" | "artist" | "feature" | "ignored";
