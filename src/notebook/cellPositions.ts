import { SourceMap, type SourceMapPayload } from "node:module";

/** A place in a cell: line and column, from 1. */
export interface CellPosition {
  readonly line: number;
  readonly column: number;
}

interface CellScript {
  readonly source: string;
  /** The number in the cell's `In [ ]`. */
  readonly label: string;
  /** The number of lines of the compiled cell; below them is tslab's call of it. */
  readonly lineCount: number;
  readonly maps: Maps | undefined;
}

/** A cell is compiled twice: from TypeScript to an ES module, then to CommonJS. */
interface Maps {
  readonly toTypeScript: SourceMap;
  readonly toEsModule: SourceMap;
}

/** tslab puts `export {};` before the cell, and the engine reserves the first line of the output for a function header. */
const SOURCE_PREFIX_LINES = 1;
const OUTPUT_PREFIX_LINES = 1;

const INLINE_MAP = /\n?\/\/# sourceMappingURL=data:application\/json;base64,([A-Za-z0-9+/=]+)\s*$/;
const MAP_COMMENT = /\n?\/\/# sourceMappingURL=\S+\s*$/;

/** Maps positions in the running code to the lines the user wrote. */
export class CellPositions {
  readonly #scripts = new Map<string, CellScript>();
  #lastMaps: Maps | undefined;

  /** Stores the source maps of the second compilation (whose input contains the first one's map) and returns the output without them. */
  takeMaps(esModule: string, commonJs: string, commonJsMap: string): string {
    const inline = INLINE_MAP.exec(esModule);
    this.#lastMaps = inline
      ? {
          toTypeScript: new SourceMap(parseMap(Buffer.from(inline[1]!, "base64").toString())),
          toEsModule: new SourceMap(parseMap(commonJsMap)),
        }
      : undefined;
    return commonJs.replace(MAP_COMMENT, "");
  }

  /** Registers the last compiled code under the script name it runs as, with the number in its cell's `In [ ]`. */
  register(script: string, source: string, lineCount: number, label: string): void {
    this.#scripts.set(script, { source, label, lineCount, maps: this.#lastMaps });
    this.#lastMaps = undefined;
  }

  /** The cell's text, or undefined if the script isn't a cell. */
  source(script: string): string | undefined {
    return this.#scripts.get(script)?.source;
  }

  /** The number in the cell's `In [ ]`; empty for a cell that isn't counted, and for scripts that aren't cells. */
  label(script: string): string {
    return this.#scripts.get(script)?.label ?? "";
  }

  /** Whether a line (from 1) of the running script belongs to the cell rather than to the call around it. */
  holds(script: string, line: number): boolean {
    return line <= (this.#scripts.get(script)?.lineCount ?? 0);
  }

  /** The place in the cell for a place in the running script (both from 1), or undefined if unknown. */
  locate(script: string, line: number, column: number): CellPosition | undefined {
    const cell = this.#scripts.get(script);
    if (!cell?.maps) return undefined;
    const esModule = find(cell.maps.toEsModule, line - 1 - OUTPUT_PREFIX_LINES, column - 1);
    const typeScript = esModule && find(cell.maps.toTypeScript, esModule.line, esModule.column);
    if (!typeScript || typeScript.line < SOURCE_PREFIX_LINES) return undefined;
    return { line: typeScript.line - SOURCE_PREFIX_LINES + 1, column: typeScript.column + 1 };
  }
}

function parseMap(json: string): SourceMapPayload {
  return JSON.parse(json) as SourceMapPayload;
}

function find(map: SourceMap, line: number, column: number): { line: number; column: number } | undefined {
  const entry = map.findEntry(line, column);
  return "originalLine" in entry ? { line: entry.originalLine, column: entry.originalColumn } : undefined;
}
