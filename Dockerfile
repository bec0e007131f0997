# Two stages: one builds, the other runs what was built. Nothing is built when the container starts.

FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run -s build && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8480 SETARA_DATA=/data
WORKDIR /app
COPY --from=build /app/package.json ./
COPY --from=build /app/server/start.mjs ./server/
COPY --from=build /app/dist ./dist
COPY --from=build /app/node_modules ./node_modules
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 8480
HEALTHCHECK --interval=15s --timeout=3s --start-period=30s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
# The server hears the signals itself and ends within twelve seconds.
STOPSIGNAL SIGTERM
ENTRYPOINT ["node", "server/start.mjs"]
CMD ["main"]
