import { announce } from "./controls.ts";
import { playAlong } from "./player.ts";

/** Sends a music file that is dropped or chosen, and shows the verdict. */
export function watchDrops(): void {
  const form = document.querySelector<HTMLFormElement>("#drop");
  if (!form) return;
  const input = form.querySelector<HTMLInputElement>("input[type=file]")!;
  input.addEventListener("change", () => {
    const file = input.files?.[0];
    // Allows the same file to be chosen again.
    if (file) void send(file).finally(() => (input.value = ""));
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("dragover", (event) => {
    event.preventDefault();
    form.classList.add("over");
  });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    const file = event.dataTransfer?.files[0];
    if (file) void send(file);
  });
}

let latest = 0;

async function send(file: File): Promise<void> {
  const turn = ++latest;
  const place = document.querySelector<HTMLElement>("#clip")!;
  place.setAttribute("aria-busy", "true");
  show(place, "working", `Sending and analysing ${file.name} …`);
  try {
    const shown = await classify(file, Number(place.dataset.megabytes));
    if (turn !== latest) return;
    place.replaceChildren(heading(file.name), document.adoptNode(shown));
    playAlong(shown, file);
    announce(`${file.name}: ${shown.dataset.status!}`);
  } catch (error) {
    if (turn !== latest) return;
    show(place, "failure", `${file.name}: ${(error as Error).message}`);
  } finally {
    if (turn === latest) place.removeAttribute("aria-busy");
  }
}

/**
 * The verdict on a file as rendered by the server.
 * @throws Error that says what is wrong
 */
async function classify(file: File, megabytes: number): Promise<HTMLElement> {
  if (file.size > megabytes * 1e6)
    throw new Error(`the file has ${(file.size / 1e6).toFixed(1)} MB; it may have ${megabytes}.`);
  let response: Response;
  try {
    response = await fetch("/classify", {
      method: "POST",
      body: file,
      headers: { "content-type": "application/octet-stream", accept: "application/problem+json, text/html" },
    });
  } catch {
    throw new Error("the connection to the server broke off; try again.");
  }
  if (!response.ok) {
    const problem = (await response.json().catch(() => ({}))) as { detail?: string };
    throw new Error(problem.detail ?? `the server answered ${response.status}.`);
  }
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  return page.querySelector<HTMLElement>(".verdict")!;
}

function heading(name: string): HTMLElement {
  const line = document.createElement("p");
  line.className = "file-name";
  line.textContent = name;
  return line;
}

function show(place: HTMLElement, kind: "working" | "failure", text: string): void {
  const line = document.createElement("p");
  line.className = kind;
  line.textContent = text;
  place.replaceChildren(line);
  announce(text);
}
