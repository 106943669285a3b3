import prettier from "eslint-config-prettier";
import { defineConfig } from "eslint/config";
import tseslint from "typescript-eslint";

/** Which room may import which others (README.md, "The house"). A room may always import itself. */
const rooms = {
  schema: [],
  wasm: [],
  audio: ["schema", "wasm"],
  models: ["schema", "wasm"],
  dataset: ["schema", "wasm", "audio"],
  report: ["schema", "dataset", "models"],
  app: ["schema", "audio", "dataset", "models"],
  notebook: [],
  cli: ["schema", "wasm", "audio", "models", "dataset", "report", "app", "notebook"],
};

/** One lint rule a room: every import that leads into a room that is not on its list is an error. */
const importDirections = Object.entries(rooms).map(([room, allowed]) => {
  const forbidden = Object.keys(rooms).filter((other) => other !== room && !allowed.includes(other));
  return {
    files: [`src/${room}/**/*.ts`, `src/${room}.ts`],
    rules: {
      "no-restricted-imports": [
        "error",
        {
          patterns: [
            {
              // A way out of the room always climbs first; "./app/x.ts" inside a room is the room's own.
              regex: `^\\.\\.?/(\\.\\./)*(${forbidden.join("|")})(/|\\.ts$)`,
              message: `src/${room} may import only: ${allowed.join(", ") || "nothing outside itself"}.`,
            },
          ],
        },
      ],
    },
  };
});

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
  { files: ["substitutes/**/*.js"], rules: { "@typescript-eslint/no-require-imports": "off" } },
  ...importDirections,
  prettier,
);
