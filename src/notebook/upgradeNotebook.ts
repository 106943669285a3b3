const ID_MINOR = 5;

/**
 * Upgrades a parsed notebook of nbformat 4.0 to 4.4 to 4.5, and gives an id to each cell without one or with that of an earlier cell,
 * like nbformat; here the ids are numbers, so that reading twice gives the same result. Everything else is left to validation.
 */
export function upgradeNotebook(value: unknown): void {
  if (!isRecord(value) || value.nbformat !== 4 || !Number.isInteger(value.nbformat_minor)) return;
  if ((value.nbformat_minor as number) < ID_MINOR) value.nbformat_minor = ID_MINOR;
  const cells = Array.isArray(value.cells) ? value.cells.filter(isRecord) : [];
  const taken = new Set(cells.map(({ id }) => id));
  const seen = new Set<unknown>();
  for (const [index, cell] of cells.entries()) {
    if (cell.id === undefined || seen.has(cell.id)) cell.id = freeId(`cell-${index + 1}`, taken);
    seen.add(cell.id);
    taken.add(cell.id);
  }
}

function freeId(wanted: string, taken: ReadonlySet<unknown>): string {
  return taken.has(wanted) ? freeId(`${wanted}-again`, taken) : wanted;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
