declare const nodeFetch: typeof fetch;

declare namespace nodeFetch {
  type HeadersInit = NonNullable<RequestInit["headers"]>;
}

export = nodeFetch;
