/** A variable that a cell declares at its top level. */
export interface DeclaredParameter {
  readonly keyword: "let" | "var" | "const";
  readonly name: string;
  /** Its type, according to its annotation or initial value. */
  readonly kind: "string" | "bigint" | "other";
}

const DECLARATION = /(?<=^|[;\n])[^\S\n]*(?:export\s+)?(let|var|const)\s+/g;
const NAME = /^\s*([\p{ID_Start}$_][\p{ID_Continue}$\u200c\u200d]*)/u;
/** Text, templates and comments: nothing inside them is a declaration. */
const OPAQUE = /"(?:\\[^]|[^"\\\n])*"|'(?:\\[^]|[^'\\\n])*'|`(?:\\[^]|[^`\\])*`|\/\/.*|\/\*[^]*?\*\//g;

/** The variables that a cell declares at its top level, in order; destructuring patterns are skipped. */
export function declaredParameters(source: string): DeclaredParameter[] {
  const masked = source.replaceAll(OPAQUE, (piece) => {
    const filler = /^\//.test(piece) ? " " : piece[0]!;
    return piece.replaceAll(/[^\n]/g, filler);
  });
  return [...masked.matchAll(DECLARATION)]
    .filter(({ index }) => depthAt(masked, index) === 0)
    .flatMap(({ index, 0: begin, 1: keyword }) =>
      declarators(masked.slice(index + begin.length)).flatMap((text): DeclaredParameter[] => {
        const name = NAME.exec(text)?.[1];
        if (name === undefined) return [];
        return [
          { keyword: keyword as DeclaredParameter["keyword"], name, kind: kindOf(text.trim().slice(name.length)) },
        ];
      }),
    );
}

function kindOf(rest: string): DeclaredParameter["kind"] {
  const { type, value = "" } = /^\s*(?::(?<type>[^=]*))?(?:=(?<value>[^]*))?$/.exec(rest)?.groups ?? {};
  if (type === undefined) {
    if (/^\s*["'`]/.test(value)) return "string";
    return /^\s*-?\s*\d[\d_]*n\s*$/.test(value) ? "bigint" : "other";
  }
  const plain = type.trim();
  return plain === "string" || plain === "bigint" ? plain : "other";
}

function depthAt(text: string, end: number): number {
  let depth = 0;
  for (const character of text.slice(0, end)) {
    if ("([{".includes(character)) depth++;
    else if (")]}".includes(character)) depth--;
  }
  return depth;
}

/** The comma-separated parts of a statement, up to its end. */
function declarators(text: string): string[] {
  const parts: string[] = [];
  let [begin, depth, angles] = [0, 0, 0];
  let inType = false;
  for (let i = 0; i < text.length; i++) {
    const character = text[i]!;
    if (depth === 0 && character === ":") inType = true;
    if (depth === 0 && angles === 0 && character === "=" && text[i + 1] !== ">") inType = false;
    if ("([{".includes(character)) depth++;
    else if (")]}".includes(character)) depth--;
    else if (inType && character === "<") angles++;
    else if (inType && character === ">" && text[i - 1] !== "=") angles--;
    if (depth > 0 || angles > 0) continue;
    if (character === ",") {
      parts.push(text.slice(begin, i));
      [begin, inType] = [i + 1, false];
    } else if (depth < 0 || character === ";" || (character === "\n" && endsAt(text, i))) {
      return [...parts, text.slice(begin, i)];
    }
  }
  return [...parts, text.slice(begin)];
}

/** Whether a statement ends with this line: neither this line nor the next continues it. */
function endsAt(text: string, newline: number): boolean {
  return (
    !/[,=+\-*/%&|^<>?:(.]\s*$/.test(text.slice(0, newline)) && !/^\s*[,=+\-*/%&|^<>?:(.]/.test(text.slice(newline + 1))
  );
}
