import prettier from "eslint-config-prettier";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

/** Which room may import which others (ARCHITECTURE.md). A room may always import itself. */
const rooms = {
  schema: [],
  ground: ["schema"],
  wasm: ["ground"],
  audio: ["schema", "ground", "wasm"],
  models: ["schema", "ground", "wasm"],
  dataset: ["schema", "ground", "wasm", "audio"],
  app: ["schema", "ground", "audio", "dataset", "models"],
  study: ["schema", "ground", "audio", "dataset", "models", "app", "notebook"],
  notebook: ["ground"],
  cli: ["schema", "ground", "wasm", "audio", "models", "dataset", "study", "app", "notebook"],
};

/** The files by which others enter a room, where it is not `index.ts` alone. */
const doors = {
  // What browsers bundle: the door reads files.
  ground: ["index", "palette", "softBreak"],
  // Building tables from audio brings decoders, which no reader of tables needs.
  dataset: ["index", "build/index"],
  // Sharing work among machines brings a queue, which no reader of audio needs.
  // Tags are read by a package that no reader of sound needs.
  audio: ["index", "machines/index", "readTags"],
  // Starting the service brings a web framework and a database, which no notebook needs.
  app: ["index", "startService", "config"],
  study: ["[a-z]+/index"],
  // What an author of notebooks reaches for; the rest is for commands.
  notebook: ["index", "author"],
};

/** The folders of `study`, each of them a room within: a question, or what questions stand on. */
const ground = ["common", "published", "judge"];
const questions = ["exploration", "models", "optimization", "pairs", "deployment", "beyond", "hearing"];
const studies = {
  common: [],
  published: ["common"],
  judge: ["common", "published"],
  ...Object.fromEntries(questions.map((question) => [question, ground])),
  index: ground,
};

/**
 * For each room two kinds of imports that are errors: of a room that is not on its list, and of another than by its door.
 * @param up how a path leaves a room: it always climbs first; "./app/x.ts" inside a room is the room's own
 */
function importDirections(parent, allowedOf, up) {
  const names = Object.keys(allowedOf);
  return names.map((room) => {
    const forbidden = names.filter((other) => other !== room && !allowedOf[room].includes(other));
    const entered = allowedOf[room].filter((other) => other !== "schema");
    const patterns = [
      {
        regex: `^${up}(${forbidden.join("|")})(/|\\.ts$)`,
        message: `${parent}/${room} may import only: ${allowedOf[room].join(", ") || "nothing outside itself"}.`,
      },
      ...entered.map((other) => ({
        regex: `^${up}${other}/(?!(${(doors[other] ?? ["index"]).join("|")})\\.ts$)`,
        message: `${parent}/${other} is entered by its door: ${(doors[other] ?? ["index"]).join(".ts, ")}.ts.`,
      })),
    ];
    return { room, patterns };
  });
}

const rule = (files, patterns) => ({ files, rules: { "no-restricted-imports": ["error", { patterns }] } });
const ofRooms = importDirections("src", rooms, "(\\.\\./)+").map(({ room, patterns }) =>
  rule([`src/${room}/**/*.ts`, `src/${room}.ts`], patterns),
);
// A question's folder lies one step deeper: `../models` is a question, `../../models` is the room.
const { patterns: roomsOfStudy } = importDirections("src", rooms, "\\.\\./\\.\\./").find(
  ({ room }) => room === "study",
);
const ofStudies = importDirections("src/study", studies, "\\.\\./").map(({ room, patterns }) =>
  rule([`src/study/${room}/*.ts`], [...roomsOfStudy, ...patterns]),
);

export default defineConfig(
  { ignores: ["node_modules", ".venv", "reports", "src/wasm/assembly", "src/wasm/build", ".cache", ".jupyter"] },
  tseslint.configs.strict,
  tseslint.configs.stylistic,
  {
    files: ["**/*.ts"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-floating-promises": [
        "error",
        { allowForKnownSafeCalls: ["test", "describe", "it", "suite"] },
      ],
      "@typescript-eslint/no-non-null-assertion": "off",
      "no-warning-comments": ["error", { terms: ["todo", "fixme", "xxx"] }],
      "prefer-const": "error",
      eqeqeq: ["error", "smart"],
    },
  },
  // What danfo.js requires must be CommonJS.
  { files: ["substitutes/**/*.{js,d.ts}"], rules: { "@typescript-eslint/no-require-imports": "off" } },
  ...ofRooms,
  ...ofStudies,
  prettier,
);
