/** What the page does beyond plain HTML: draws without reloading, and sends music files. */
import { watchControls } from "./controls.ts";
import { watchDrops } from "./drops.ts";

watchControls();
watchDrops();
