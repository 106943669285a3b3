import { Control } from "./control.ts";
import type { Displayable } from "../display.ts";

export interface SliderOptions {
  readonly min: number;
  readonly max: number;
  /** Where it stands at first. Default: `min`. */
  readonly value?: number;
  /** From one value to the next. Default 1. */
  readonly step?: number;
  /** What is chosen. Default: no text before the slider. */
  readonly description?: string;
}

export interface Slider extends Displayable {
  /** Its position; setting it moves the slider without calling `onChange`. */
  value: number;
}

/**
 * A slider with which the reader chooses a number. `onChange` is called with each value while the kernel is idle, or while a cell
 * awaits something; what it prints and displays appears below the slider. It is a Jupyter widget if the client has them
 * (`pip install jupyterlab_widgets`; VS Code has them); otherwise, in runs without a client and in pages, it is a line of text with the
 * value.
 * @throws RangeError if `min` is not below `max`, `step` is not above 0, or a value is not from `min` to `max`
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
