/** A figure asks for something that is not drawn ahead; plotly draws it in the browser. */
export class UnknownFigure extends Error {}
