import type * as TypeScript from "typescript";

/** Keeps what cells declare with `declare global`, which tslab forgets after the next cell. */
export class GlobalDeclarations {
  readonly #ts: typeof TypeScript;
  /** The text of each declaration within such blocks, keyed by what it declares. */
  readonly #declared = new Map<string, string>();

  constructor(ts: typeof TypeScript) {
    this.#ts = ts;
  }

  /** Adds everything declared so far to the declarations that a cell leaves for the next one; later ones take precedence. */
  carry(declarations: string): string {
    if (!declarations.includes("declare global") && this.#declared.size === 0) return declarations;
    const file = this.#ts.createSourceFile("cell.d.ts", declarations, this.#ts.ScriptTarget.Latest);
    const blocks = file.statements.filter(
      (statement) =>
        this.#ts.isModuleDeclaration(statement) && (statement.flags & this.#ts.NodeFlags.GlobalAugmentation) !== 0,
    ) as TypeScript.ModuleDeclaration[];
    for (const { body } of blocks) {
      if (!body || !this.#ts.isModuleBlock(body)) continue;
      for (const statement of body.statements) {
        for (const [name, text] of this.#partsOf(statement, file)) this.#declared.set(name, text);
      }
    }
    let rest = declarations;
    for (const { pos, end } of blocks.reverse()) rest = rest.slice(0, pos) + rest.slice(end);
    return `${rest}\ndeclare global {\n${[...this.#declared.values()].join("\n")}\n}\n`;
  }

  /** The declarations in a statement, each with a key shared by other declarations of the same thing; interface members are separate. */
  #partsOf(statement: TypeScript.Statement, file: TypeScript.SourceFile): [string, string][] {
    const ts = this.#ts;
    if (ts.isInterfaceDeclaration(statement)) {
      const head = file.text.slice(statement.getStart(file), statement.members.pos);
      return statement.members.map((member) => {
        const text = member.getText(file);
        return [`${statement.name.text}.${member.name?.getText(file) ?? text}`, `${head}${text} }`];
      });
    }
    const text = statement.getText(file);
    if (ts.isVariableStatement(statement)) {
      return [[statement.declarationList.declarations.map(({ name }) => name.getText(file)).join(), text]];
    }
    const { name } = statement as { name?: TypeScript.Identifier };
    return [[name?.text ?? text, text]];
  }
}
