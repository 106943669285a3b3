const { PassThrough, Readable } = require("node:stream");

/**
 * The body of the answer as a stream, which first emits `response` with the answer's status. Redirects are followed.
 * A server that can't be reached answers with the status 0 and the reason: danfo.js listens to `response` alone, and an `error`
 * that nobody listens to would end the process.
 */
function request(options) {
  const { url, method = "GET", headers = {} } = typeof options === "string" ? { url: options } : options;
  const stream = new PassThrough();
  fetch(url, { method, headers }).then(
    ({ status, statusText, body }) => {
      stream.emit("response", { statusCode: status, statusMessage: statusText });
      if (body === null) stream.end();
      else Readable.fromWeb(body).pipe(stream);
    },
    (error) => {
      stream.emit("response", { statusCode: 0, statusMessage: error.cause?.message ?? error.message });
      stream.end();
    },
  );
  return stream;
}

module.exports = request;
module.exports.get = request;
