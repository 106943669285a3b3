import { currentTheme } from "./theme.ts";

/** Image pixels per page pixel. */
const SCALE = 2;

/** A chart's still picture as a self-contained SVG file, including the page's colours, font and background. */
export function stillSvg(plot: HTMLElement): string {
  return new XMLSerializer().serializeToString(standalone(plot));
}

/** The same as a PNG. */
export async function stillPng(plot: HTMLElement): Promise<Blob> {
  const svg = standalone(plot);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(svg))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  canvas.width = SCALE * Number(svg.getAttribute("width"));
  canvas.height = SCALE * Number(svg.getAttribute("height"));
  canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob);
      else reject(new Error("no image"));
    }, "image/png");
  });
}

function standalone(plot: HTMLElement): SVGElement {
  const stills = [...plot.querySelectorAll<SVGElement>(":scope > svg.still")];
  const shown = stills.find((still) => still.checkVisibility()) ?? stills.at(-1)!;
  const page = getComputedStyle(shown);
  const scheme = page.colorScheme;
  const dark = scheme === "dark" || (scheme !== "light" && currentTheme() === "dark");
  const plain = (css: string): string =>
    css
      .replace(/var\((--[\w-]+)\)/g, (_, name: string) => page.getPropertyValue(name).trim())
      .replace(/light-dark\(\s*([^(),]+)\s*,\s*([^(),]+)\s*\)/g, (_, light: string, night: string) =>
        dark ? night : light,
      );
  const copy = shown.cloneNode(true) as SVGElement;
  copy.querySelectorAll(dark ? ".only-light" : ".only-dark").forEach((image) => {
    image.remove();
  });
  for (const element of [copy, ...copy.querySelectorAll("[style]")]) {
    element.setAttribute("style", plain(element.getAttribute("style") ?? ""));
  }
  copy.removeAttribute("class");
  copy.setAttribute("font-family", page.fontFamily);
  const title = document.createElementNS(shown.namespaceURI, "title");
  title.textContent = plot.getAttribute("aria-label");
  const ground = document.createElementNS(shown.namespaceURI, "rect");
  ground.setAttribute("width", "100%");
  ground.setAttribute("height", "100%");
  ground.setAttribute("fill", plain(page.getPropertyValue("--ground")).trim());
  copy.prepend(title, ground);
  return copy;
}
