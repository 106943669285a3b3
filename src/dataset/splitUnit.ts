/** What stays together in a split: nothing (as in the report), all rows of a track, or all rows of an artist. */
export type SplitUnit = "row" | "track" | "artist";
