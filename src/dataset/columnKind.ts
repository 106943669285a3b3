/** What a column of a feature table contains; `blank`: nothing. */
export type ColumnKind = "filename" | "label" | "track" | "segment" | "artist" | "feature" | "ignored" | "blank";
