# The image of Talekeeper: the api is its default, the worker another command of it.
# PostgreSQL and Redis are servers of their own: see docker-compose.yml.

FROM node:20-slim AS build
WORKDIR /talekeeper
COPY package.json package-lock.json .npmrc ./
RUN npm install --no-save --ignore-scripts
COPY . .
RUN npm run build

FROM node:20-slim
ENV NODE_ENV=production HOST=0.0.0.0
WORKDIR /talekeeper
# The programs hold the packages that they use, whose licences `dist/licences.txt` has; these are the files that they read.
COPY package.json ./
COPY prisma prisma
COPY libs/tales/catalogue libs/tales/catalogue
COPY libs/matching/admission/healthy-lines.txt libs/matching/admission/
COPY --from=build /talekeeper/dist dist
USER node
EXPOSE 4000
CMD ["node", "dist/apps/api/main.js"]
