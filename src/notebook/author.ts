/** What notebook authors need: `import { display, md, plot, table } from "../src/notebook/author.ts"`. */
export { clearOutput, display, type DisplayOptions } from "./display.ts";
export { html } from "./author/html.ts";
export { md } from "./author/md.ts";
export { plot, type PlotOptions, type Trace } from "./author/plot.ts";
export { progress } from "./author/progress.ts";
export { progressBar, type ProgressBar, type ProgressBarOptions } from "./author/progressBar.ts";
export { slider, type Slider, type SliderOptions } from "./author/slider.ts";
export { table, type TableOptions } from "./author/table.ts";
export type { Displayable } from "./author/displayable.ts";
