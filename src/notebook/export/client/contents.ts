/** The width from which the contents list is beside the page and always open (styles/frame.css has the same). */
const BESIDE = matchMedia("(min-width: 72rem)");

/** Starts the contents list: folded when it is above the page, with the section in view marked. */
export function startContents(): void {
  const fold = document.querySelector<HTMLDetailsElement>(".contents details");
  if (!fold) return;
  const fit = (): void => {
    fold.open = BESIDE.matches;
  };
  BESIDE.addEventListener("change", fit);
  fit();
  fold.addEventListener("click", (event) => {
    if (!BESIDE.matches && (event.target as Element).closest("a")) fold.open = false;
  });
  markSection(fold);
}

function markSection(contents: HTMLElement): void {
  const links = new Map(
    [...contents.querySelectorAll<HTMLAnchorElement>("a")].map((link) => [targetOf(link.hash), link]),
  );
  let marked: HTMLAnchorElement | undefined;
  const mark = (): void => {
    let current: HTMLAnchorElement | undefined;
    for (const [heading, link] of links) {
      if (heading && heading.getBoundingClientRect().top < innerHeight / 4) current = link;
    }
    if (current === marked) return;
    marked?.removeAttribute("aria-current");
    current?.setAttribute("aria-current", "location");
    marked = current;
  };
  let waiting = false;
  addEventListener(
    "scroll",
    () => {
      if (waiting) return;
      waiting = true;
      requestAnimationFrame(() => {
        waiting = false;
        mark();
      });
    },
    { passive: true },
  );
  mark();
}

/** The element that a `#fragment` refers to. */
export function targetOf(hash: string): HTMLElement | null {
  try {
    return document.getElementById(decodeURIComponent(hash.slice(1)));
  } catch {
    // A stray % in the address.
    return null;
  }
}
