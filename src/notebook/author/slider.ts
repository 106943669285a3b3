import { Control } from "./control.ts";
import type { Displayable } from "./displayable.ts";

export interface SliderOptions {
  readonly min: number;
  readonly max: number;
  /** Where it stands at first. Default: `min`. */
  readonly value?: number;
  /** From one value to the next. Default 1. */
  readonly step?: number;
  /** What is chosen. Default: nothing stands before the slider. */
  readonly description?: string;
}

export interface Slider extends Displayable {
  /** Where it stands; set it to move it, of which `onChange` is not told. */
  value: number;
}

/**
 * A slider by which the reader chooses a number. `onChange` is told of each value while the kernel is idle, or while a cell waits by `await`; what it prints
 * and displays stands below the slider. It is a widget of Jupyter's where a client has these (`pip install jupyterlab_widgets`; VS Code has them); elsewhere,
 * in runs without a client and in pages, it is a line of text that says the value.
 * @throws RangeError where `min` is not below `max`, `step` is not above 0, or a value is not from `min` to `max`
 * @example
 * import { display, slider } from "../src/notebook/author.ts";
 * const k = slider({ min: 1, max: 15, value: 3, description: "k" }, (k) => display(`${k} neighbours`, { id: "k" }));
 * k.value; // => 3
 */
export function slider(
  { min, max, value = min, step = 1, description = "" }: SliderOptions,
  onChange?: (value: number) => void | Promise<void>,
): Slider {
  if (!(step > 0)) throw new RangeError(`slider: step ${step}; expected a number above 0`);
  const kind = [min, max, value, step].every(Number.isInteger) ? "Int" : "Float";
  return new Control({
    maker: "slider",
    model: `${kind}SliderModel`,
    view: `${kind}SliderView`,
    value,
    min,
    max,
    state: {
      description,
      step,
      continuous_update: true,
      disabled: false,
      orientation: "horizontal",
      readout: true,
      readout_format: kind === "Int" ? "d" : ".2f",
    },
    still: (value) => ({
      "text/plain": `${description === "" ? "Value" : description}: ${value} (${min} to ${max})`,
    }),
    ...(onChange ? { onChange } : {}),
  });
}
