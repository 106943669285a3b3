# The prediction page: docker build -t song-genre-prediction . && docker run --rm -p 3000:3000 -v genres:/app/.cache song-genre-prediction
FROM node:24-bookworm-slim AS install
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY substitutes ./substitutes
RUN npm ci --omit=dev
COPY src ./src
COPY tools/keepServiceModules.ts ./tools/
RUN node --import tsx tools/keepServiceModules.ts

# Without npm, which nothing here needs once it is installed.
FROM debian:bookworm-slim
# The last gives the memory of large arrays back to the system when they are freed.
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 MALLOC_MMAP_THRESHOLD_=131072
WORKDIR /app
COPY --from=install /usr/local/bin/node /usr/local/bin/
# What is served belongs to root, only the cache to the user that serves.
RUN useradd --uid 1000 --create-home node && mkdir .cache && chown node:node .cache
COPY --from=install /app/node_modules ./node_modules
COPY src ./src
COPY package.json ./
COPY data ./data
USER node
VOLUME /app/.cache
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
STOPSIGNAL SIGTERM
# Not through npm, which would not hand on the signal. The two options halve the memory of the first start.
CMD ["node", "--expose-gc", "--max-semi-space-size=2", "--import", "tsx", "src/cli/serve.ts"]
