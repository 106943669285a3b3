/** Draws without reloading: fetches the server's page and replaces the part that changed. */
export function watchControls(): void {
  const form = document.querySelector<HTMLFormElement>("#controls");
  if (!form) return;
  // Going back leads to the same records, including those of the first draw, whose address named none.
  history.replaceState(null, "", draw().dataset.link);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void update(form);
  });
  // Another model is shown with the same records, so that the two can be compared.
  form.addEventListener("change", ({ target }) => {
    if ((target as HTMLInputElement).name === "model") void update(form, draw().dataset.seed);
  });
  window.addEventListener("popstate", () => location.reload());
}

function draw(): HTMLElement {
  return document.querySelector<HTMLElement>("#draw")!;
}

/** @param seed of the records to draw; new ones if absent */
async function update(form: HTMLFormElement, seed?: string): Promise<void> {
  const query = new URLSearchParams(new FormData(form) as unknown as Record<string, string>);
  if (seed !== undefined) query.set("seed", seed);
  const old = draw();
  old.setAttribute("aria-busy", "true");
  try {
    const response = await fetch(`/?${query.toString()}`, { headers: { accept: "text/html" } });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const fresh = page.querySelector<HTMLElement>("#draw");
    if (!fresh) throw new Error(page.querySelector("main p")?.textContent ?? `the server answered ${response.status}`);
    old.replaceWith(document.adoptNode(fresh));
    // Models that have become ready in the meantime can now be chosen.
    for (const input of Array.from(
      page.querySelectorAll<HTMLInputElement>("#controls input[type=radio]:not(:disabled)"),
    )) {
      const own = form.querySelector<HTMLInputElement>(`input[value="${input.value}"]`);
      if (own?.disabled) own.closest("label")!.replaceWith(document.adoptNode(input.closest("label")!));
    }
    if (fresh.dataset.link !== location.pathname + location.search) history.pushState(null, "", fresh.dataset.link);
    announce(fresh.dataset.status!);
  } catch (error) {
    old.removeAttribute("aria-busy");
    announce(`The draw failed: ${(error as Error).message}`);
    showFailure(old, (error as Error).message);
  }
}

function showFailure(section: HTMLElement, message: string): void {
  section.querySelector(".failure")?.remove();
  const line = document.createElement("p");
  line.className = "failure";
  line.textContent = `The draw failed: ${message}`;
  section.prepend(line);
}

/** Announces something to readers who can't see the page change. */
export function announce(text: string): void {
  document.querySelector("#status")!.textContent = text;
}
