import { Html } from "../../ground/index.ts";

/** JSON for a `<script>` element: no text in it can close the element or open a comment. */
export function scriptJson(value: unknown): Html {
  return new Html((JSON.stringify(value) ?? "null").replace(/</g, "\\u003c"));
}
