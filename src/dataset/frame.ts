import type { DataFrame, Series } from "danfojs-node";
import type { FeatureName } from "../schema.ts";

/*
 * danfo.js's frames with types that an editor and a cell can check. Its own `DataFrame` declares that any name exists and may be
 * anything (`[key: string]: any`), so a misspelt method only fails when it is called. These are the same methods without that line.
 */

type Groups = ReturnType<DataFrame["groupby"]>;

/** A danfo.js value with its frames and series replaced by the types here; `any` stays `any`. */
type Typed<Value> = 0 extends 1 & Value
  ? Value
  : Value extends DataFrame
    ? Frame
    : Value extends Series
      ? FrameColumn
      : Value extends Groups
        ? FrameGroups
        : Value extends Promise<infer Later>
          ? Promise<Typed<Later>>
          : Value;

type TypedAll<Values extends readonly unknown[]> = { [At in keyof Values]: Typed<Values[At]> };

/** The public, named members of a danfo.js class; names that start with `$` are internal. `plot` and `sample` can't work here. */
type Members<Class> = {
  [
    Name in keyof Class as string extends Name
      ? never
      : number extends Name
        ? never
        : Name extends `$${string}`
          ? never
          : Name
  ]: Class[Name] extends (...args: infer Arguments) => infer Result
    ? (...args: TypedAll<Arguments>) => Typed<Result>
    : Typed<Class[Name]>;
};

type Places = readonly (string | number | boolean)[];

type Compared = FrameColumn | number | string | readonly (number | boolean)[];

/** One column of a frame: danfo.js's `Series`. */
export interface FrameColumn extends Omit<Members<Series>, "eq" | "ne" | "plot" | "sample"> {
  /** Which rows have this value: `frame.column("label").eq("Rock")`; combine with `and` and `or` into a condition for `query`. */
  eq(other: Compared): FrameColumn;
  ne(other: Compared): FrameColumn;
}

/** A literal name must be a column; a computed one is accepted as it is. */
type Known<Name extends string, Column extends string> = string extends Name
  ? Name
  : Name extends Column
    ? Name
    : Column;

/** The rows of a frame grouped by the values of some columns. */
export interface FrameGroups<Column extends string = string> extends Omit<Members<Groups>, "col"> {
  /** The columns to count or average. */
  col<Name extends string>(columns: readonly Known<Name, Column>[]): FrameGroups<Column>;
}

/** A danfo.js `DataFrame` whose columns are known by name. */
export interface Frame<Column extends string = string> extends Omit<
  Members<DataFrame>,
  | "column"
  | "copy"
  | "dropNa"
  | "groupby"
  | "head"
  | "iloc"
  | "loc"
  | "plot"
  | "query"
  | "sample"
  | "sortValues"
  | "tail"
> {
  column<Name extends string>(name: Known<Name, Column>): FrameColumn;
  copy(): Frame<Column>;
  /** Without the rows (`axis` 1) or columns (0) that lack a value. */
  dropNa(options: { readonly axis: 0 | 1 }): Frame<Column>;
  groupby<Name extends string>(columns: readonly Known<Name, Column>[]): FrameGroups<Column>;
  head(rows?: number): Frame<Column>;
  /** Rows and columns by position, or by slices such as `"0:10"`. */
  iloc(places: {
    readonly rows?: Places | FrameColumn;
    readonly columns?: readonly (string | number)[];
  }): Frame<Column>;
  /** Rows by index or condition, and columns by name. */
  loc<Name extends string = Column>(names: {
    readonly rows?: Places | FrameColumn;
    readonly columns?: readonly Known<Name, Column>[];
  }): Frame<Name>;
  /** The rows for which a condition holds: `frame.query(frame.column("tempo").gt(120))`. */
  query(condition: FrameColumn | readonly boolean[]): Frame<Column>;
  sortValues<Name extends string>(
    column: Known<Name, Column>,
    options?: { readonly ascending?: boolean },
  ): Frame<Column>;
  tail(rows?: number): Frame<Column>;
}

/** The columns of a frame made from a table. */
export type TableColumnName = FeatureName | "filename" | "label" | "track" | "segment" | "artist";
