/**
 * Ends a line of a chart's title where a narrow chart needs it: a line break with a mark that nobody sees, as Plotly knows only hard
 * ones. A chart that is wide enough goes on in the same line. Browsers bundle this file, so it imports nothing.
 */
export const SOFT_BREAK = "<br>\u200b";
