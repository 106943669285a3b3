import type { Converter } from "tslab/dist/converter";

/**
 * A converter that is made anew when the compiler fails, as it does on code nested too deeply for its stack: interrupted in the middle
 * of its work, tslab's would refuse every later cell. What the compiler threw is thrown on.
 */
export function renewedConverter(create: () => Converter): Converter {
  let current = create();
  const renewing = <Result>(use: () => Result): Result => {
    try {
      return use();
    } catch (error) {
      current.close();
      current = create();
      throw error;
    }
  };
  return {
    convert: (...given) => renewing(() => current.convert(...given)),
    inspect: (...given) => renewing(() => current.inspect(...given)),
    complete: (...given) => renewing(() => current.complete(...given)),
    addModule: (...given) => renewing(() => current.addModule(...given)),
    close: () => current.close(),
  };
}
