import type { Theme } from "./theme.ts";

/** The page's colours that charts use. */
export interface PageColours {
  readonly text: string;
  readonly muted: string;
  readonly ground: string;
  readonly line: string;
  readonly grid: string;
}

/** The page's colours in CSS syntax for one theme, whichever the page shows. */
export function pageColours(theme: Theme): PageColours {
  return withProbe(
    (resolve) => ({
      text: resolve("var(--text)"),
      muted: resolve("var(--muted)"),
      ground: resolve("var(--ground)"),
      line: resolve("var(--line-strong)"),
      grid: resolve("var(--line)"),
    }),
    theme,
  );
}

/** The theme whose text is readable on this background; undefined for a background that shows the page's. */
export function themeOf(ground: unknown): Theme | undefined {
  if (typeof ground !== "string") return undefined;
  const [red = 0, green = 0, blue = 0, alpha = 1] = withProbe((resolve) => resolve(ground))
    .match(/[\d.]+/g)!
    .map(Number);
  if (alpha < 0.5) return undefined;
  return 0.299 * red + 0.587 * green + 0.114 * blue < 128 ? "dark" : "light";
}

/** Lets the browser compute colours: `resolve` returns any CSS colour as `rgb(...)`. */
function withProbe<Result>(work: (resolve: (colour: string) => string) => Result, theme?: Theme): Result {
  const probe = document.createElement("span");
  probe.hidden = true;
  if (theme) probe.style.colorScheme = theme;
  document.body.append(probe);
  try {
    return work((colour) => {
      probe.style.color = colour;
      return getComputedStyle(probe).color;
    });
  } finally {
    probe.remove();
  }
}
