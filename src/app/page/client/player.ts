let latest: string | undefined;

/**
 * Plays the visitor's file along its verdict's timeline, from the browser's own copy, since the server keeps none. A click in the
 * spectrogram or on a segment plays from there; a line shows the position.
 */
export function playAlong(verdict: HTMLElement, file: File): void {
  if (latest !== undefined) URL.revokeObjectURL(latest);
  latest = undefined;
  const timeline = verdict.querySelector<HTMLElement>(".timeline");
  if (!timeline) return;
  latest = URL.createObjectURL(file);
  const player = document.createElement("audio");
  player.className = "player";
  player.controls = true;
  player.setAttribute("aria-label", `Play ${file.name}`);
  player.src = latest;
  timeline.before(player);
  const picture = timeline.querySelector<HTMLElement>(".picture")!;
  const cursor = document.createElement("div");
  cursor.className = "cursor";
  cursor.hidden = true;
  picture.append(cursor);
  const seconds = (): number => (Number.isFinite(player.duration) ? player.duration : Number(timeline.dataset.seconds));
  const segments = Array.from(timeline.querySelectorAll<HTMLElement>(".strip li"));
  const playFrom = (from: number): void => {
    player.currentTime = from;
    void player.play().catch(() => undefined);
  };

  const show = (): void => {
    cursor.hidden = false;
    cursor.style.left = `${Math.min(100, (100 * player.currentTime) / seconds())}%`;
    for (const [i, segment] of segments.entries()) {
      const from = Number(segment.dataset.from);
      const until = i + 1 < segments.length ? Number(segments[i + 1]!.dataset.from) : Infinity;
      const isCurrent = player.currentTime >= from && player.currentTime < until;
      if (isCurrent) segment.setAttribute("aria-current", "true");
      else segment.removeAttribute("aria-current");
    }
  };
  const follow = (): void => {
    show();
    if (!player.paused) requestAnimationFrame(follow);
  };
  player.addEventListener("play", follow);
  player.addEventListener("seeked", show);

  picture.classList.add("plays");
  picture.addEventListener("click", ({ clientX }) => {
    const { left, width } = picture.getBoundingClientRect();
    playFrom(((clientX - left) / width) * seconds());
  });
  for (const segment of segments) {
    const button = document.createElement("button");
    button.type = "button";
    // For a long recording, the player's own keys are a faster way through than tabbing.
    if (timeline.querySelector(".many")) button.tabIndex = -1;
    button.append(...Array.from(segment.childNodes));
    button.addEventListener("click", () => playFrom(Number(segment.dataset.from)));
    segment.append(button);
  }
  player.addEventListener("error", () => {
    const line = document.createElement("p");
    line.className = "note";
    line.textContent = "This browser can't play files of this kind; what is heard in it stands here all the same.";
    player.replaceWith(line);
    cursor.remove();
    picture.classList.remove("plays");
    for (const button of Array.from(timeline.querySelectorAll("button")))
      button.replaceWith(...Array.from(button.childNodes));
  });
}
