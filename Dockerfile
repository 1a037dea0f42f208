# The image of Talekeeper: the api is its default, the worker another command of it.
# PostgreSQL and Redis are servers of their own: see docker-compose.yml.

FROM node:20-slim AS build
WORKDIR /talekeeper
COPY package.json package-lock.json .npmrc ./
RUN npm install --no-save --ignore-scripts
COPY . .
RUN npm run build

FROM node:20-slim AS dependencies
WORKDIR /talekeeper
COPY package.json package-lock.json .npmrc ./
# The embedded PostgreSQL is an optional package; here the database is another container.
RUN npm install --no-save --ignore-scripts --omit=dev --omit=optional

FROM node:20-slim
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /talekeeper
COPY --from=dependencies /talekeeper/node_modules node_modules
COPY package.json ./
COPY prisma prisma
COPY libs/tales/catalogue libs/tales/catalogue
COPY --from=build /talekeeper/dist/apps dist/apps
COPY --from=build /talekeeper/dist/libs dist/libs
USER node
EXPOSE 4000
CMD ["node", "dist/apps/api/main.js"]
