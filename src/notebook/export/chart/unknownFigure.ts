/** A figure uses something that can't be drawn ahead of time; plotly draws it in the browser. */
export class UnknownFigure extends Error {}
