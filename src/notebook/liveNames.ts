/** The function, in a compiled cell, that gives access to the variables of its names. */
const ACCESS = "__tslab_names__";

/** What TypeScript writes at the end of a cell for tslab, which asks to export all names. */
const EXPORT_LIST = /^export \{ ([^{}]+) \};$/m;

/**
 * Makes a compiled cell, an ES module so far, give access to its variables where it would export their values: CommonJS copies the
 * value of an exported variable at each assignment, and what later cells assign never reaches it. Lines stay where they are.
 * @param isAssignable whether a variable can be assigned, as an import can't
 */
export function withLiveNames(esModule: string, isAssignable: (name: string) => boolean): string {
  return esModule.replace(EXPORT_LIST, (_, list: string) => {
    const accessors = list.split(", ").map((name) => {
      const setter = isAssignable(name) ? `, set ${name}(${name}$) { ${name} = ${name}$; }` : "";
      return `get ${name}() { return ${name}; }${setter}`;
    });
    return `function ${ACCESS}() { return { ${accessors.join(", ")} }; }`;
  });
}

/** The call, before a cell's own code, that declares its names; empty if it has none. */
export function declarationOfNames(commonJs: string): string {
  return commonJs.includes(`\nfunction ${ACCESS}() {`) ? `__tslab__.declare(${ACCESS}());` : "";
}

interface Name {
  readonly name: string;
  readonly own: PropertyDescriptor;
  readonly before: PropertyDescriptor | undefined;
}

/**
 * The names that cells share: each leads to the variable of the cell that declared it last, in both directions. So a function sees what
 * later cells assign to the variables it uses, and one that has been declared anew is another variable.
 */
export class LiveNames {
  /** What cells find the names of earlier ones in. */
  readonly exports: object = {};
  /** The names of the running cell. */
  #declared: Name[] = [];

  /** Declares a cell's names. Until a variable exists, its name leads to where it led before. */
  readonly declare = (accessors: object): void => {
    for (const [name, own] of Object.entries(Object.getOwnPropertyDescriptors(accessors))) {
      const before = Object.getOwnPropertyDescriptor(this.exports, name);
      this.#declared.push({ name, own, before });
      const get = (): unknown => (exists(own) ? own : before)?.get?.();
      Object.defineProperty(this.exports, name, { ...own, get });
    }
  };

  /** Ends the declaration when the cell has ended: what an error kept it from reaching, it hasn't declared. */
  settle(): void {
    for (const { name, own, before } of this.#declared.reverse()) {
      if (exists(own)) Object.defineProperty(this.exports, name, own);
      else if (before) Object.defineProperty(this.exports, name, before);
      else Reflect.deleteProperty(this.exports, name);
    }
    this.#declared = [];
    // V8 reads what is the prototype of something in a tenth of the time.
    Object.create(this.exports);
  }

  /** Passes what the next cell assigns to a name on. */
  redirect(name: string, to: (value: unknown) => void): void {
    Object.defineProperty(this.exports, name, { configurable: true, set: to });
  }
}

/** Whether a variable can be read: the line that declares it has run. */
function exists({ get }: PropertyDescriptor): boolean {
  try {
    get?.();
    return true;
  } catch {
    return false;
  }
}
