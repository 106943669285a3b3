/** A shorter bar says nothing. */
const LEAST = 6;

/**
 * The size of a progress bar and the line format for cli-progress. In a narrow terminal the bar shrinks so that the text beside it
 * stays readable.
 * @param columns the terminal's
 * @param most the bar's size if there is room
 * @param beside how many columns the rest of the line takes
 */
export function barFormat(
  format: string,
  {
    columns = 80,
    most,
    beside,
  }: { readonly columns?: number | undefined; readonly most: number; readonly beside: number },
): { readonly format: string; readonly barsize: number } {
  const barsize = Math.min(most, columns - beside - 1);
  return barsize < LEAST ? { format: format.replace("{bar} ", ""), barsize: 0 } : { format, barsize };
}
