export type Theme = "light" | "dark";

const system = matchMedia("(prefers-color-scheme: dark)");
const root = document.documentElement;

function systemTheme(): Theme {
  return system.matches ? "dark" : "light";
}

/** The theme the page shows: the reader's choice, or else the system's. */
export function currentTheme(): Theme {
  const chosen = root.dataset.theme;
  return chosen === "light" || chosen === "dark" ? chosen : systemTheme();
}

/** Starts the switch between light and dark; calls `changed` whenever the theme changes, for whatever reason. */
export function startTheme(changed: () => void): void {
  const button = document.querySelector<HTMLButtonElement>("#theme-switch");
  const show = (): void => {
    const other = currentTheme() === "dark" ? "light" : "dark";
    if (button) {
      button.textContent = other === "dark" ? "Dark" : "Light";
      button.setAttribute("aria-label", `Switch to ${other} colours`);
    }
  };
  button?.addEventListener("click", () => {
    const theme = currentTheme() === "dark" ? "light" : "dark";
    // Choosing the system's current theme means following the system again.
    const follows = theme === systemTheme();
    if (follows) delete root.dataset.theme;
    else root.dataset.theme = theme;
    keepChoice("theme", follows ? null : theme);
    show();
    changed();
  });
  system.addEventListener("change", () => {
    show();
    changed();
  });
  show();
  if (button) button.hidden = false;
}

/** A stored choice of the reader's; null if there is none or the browser stores none (private windows, some file:// pages). */
export function readChoice(name: string): string | null {
  try {
    return localStorage.getItem(`notebook.${name}`);
  } catch {
    return null;
  }
}

/** Stores a choice of the reader's, if the browser allows it; null removes it. */
export function keepChoice(name: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(`notebook.${name}`);
    else localStorage.setItem(`notebook.${name}`, value);
  } catch {
    // The choice applies to this page only.
  }
}
