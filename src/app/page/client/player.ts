/** Dark to bright for quiet to loud: five colours of viridis, which is read by all kinds of colour vision. */
const COLOURS = [
  [68, 1, 84],
  [59, 82, 139],
  [33, 145, 140],
  [94, 201, 98],
  [253, 231, 37],
] as const;

/** The address of the file that is played; given back when another takes its place. */
let playing: string | undefined;

/** Plays a visitor's file, which does not leave the browser for that, over its spectrogram and along the genres of every 3 seconds. */
export function startPlayer(verdict: HTMLElement, file: File): void {
  if (playing !== undefined) URL.revokeObjectURL(playing);
  const player = verdict.querySelector<HTMLElement>(".player");
  if (!player) return;
  const audio = player.querySelector("audio")!;
  const canvas = player.querySelector("canvas")!;
  playing = URL.createObjectURL(file);
  audio.src = playing;
  const picture = draw(player.dataset);
  const context = canvas.getContext("2d")!;
  [canvas.width, canvas.height] = [picture.width, picture.height];
  const strip = [...verdict.querySelectorAll<HTMLElement>(".strip li")];
  const show = (): void => {
    context.putImageData(picture, 0, 0);
    const at = audio.duration > 0 ? audio.currentTime / audio.duration : 0;
    if (audio.currentTime > 0) {
      context.fillStyle = "#fff";
      context.fillRect(Math.round(at * picture.width), 0, 2, picture.height);
    }
    const now = strip.filter(({ dataset }) => Number(dataset.from) <= audio.currentTime).at(-1);
    for (const item of strip) item.classList.toggle("now", item === now && audio.currentTime > 0);
  };
  const seek = (seconds: number): void => {
    if (!(audio.duration > 0)) return;
    audio.currentTime = seconds;
    void audio.play().catch(() => undefined);
  };
  canvas.addEventListener("click", ({ clientX }) => {
    const { left, width } = canvas.getBoundingClientRect();
    seek(((clientX - left) / width) * audio.duration);
  });
  for (const item of strip) item.addEventListener("click", () => seek(Number(item.dataset.from)));
  audio.addEventListener("timeupdate", show);
  audio.addEventListener("seeked", show);
  // A browser may not play what the service can hear: then the picture stands alone.
  audio.addEventListener("error", () => (audio.hidden = true));
  player.hidden = false;
  show();
}

function draw({ columns, bands, cells }: DOMStringMap): ImageData {
  const bytes = Uint8Array.from(atob(cells!), (letter) => letter.charCodeAt(0));
  const [width, height] = [Number(columns), Number(bands)];
  const image = new ImageData(width, height);
  for (let x = 0; x < width; x++) {
    for (let band = 0; band < height; band++) {
      const place = (bytes[x * height + band]! / 255) * (COLOURS.length - 1);
      const from = Math.min(COLOURS.length - 2, Math.floor(place));
      const at = 4 * ((height - 1 - band) * width + x);
      for (let c = 0; c < 3; c++) {
        image.data[at + c] = COLOURS[from]![c]! + (place - from) * (COLOURS[from + 1]![c]! - COLOURS[from]![c]!);
      }
      image.data[at + 3] = 255;
    }
  }
  return image;
}
