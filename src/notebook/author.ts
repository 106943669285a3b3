/** What notebook authors need: `import { display, md, plot, table } from "../src/notebook/author.ts"`. */
export { clearOutput, display, type Displayable, type DisplayOptions } from "./display.ts";
export { html } from "./author/html.ts";
export { md } from "./author/md.ts";
export { plot, type PlotOptions, type Trace } from "./author/plot.ts";
export { progress, progressBar, type ProgressBar, type ProgressBarOptions } from "./author/progress.ts";
export { slider, type Slider, type SliderOptions } from "./author/slider.ts";
export { table, type TableOptions } from "./author/table.ts";
