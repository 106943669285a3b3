/**
 * Rows of a table in CSV: numbers to float64, rounded as C's strtod rounds, and where the texts between them stand. What is
 * unusual is declined, for slower code to read or to refuse.
 */
export { usePowers } from "./table/decimals";
export { scanNumbers } from "./table/numbers";
export { scanRows } from "./table/rows";
