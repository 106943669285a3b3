import type { Readable } from "node:stream";

declare function request(options: string | (request.RequiredUriUrl & request.CoreOptions)): Readable;

declare namespace request {
  interface RequiredUriUrl {
    url: string;
  }
  interface CoreOptions {
    method?: string;
    headers?: Record<string, string>;
  }
}

export = request;
