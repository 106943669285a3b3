/** How long a segment of a clip is, as in the published tables. */
export const SEGMENT_SECONDS = 3;
