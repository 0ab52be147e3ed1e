import { serve } from "@hono/node-server";
import { Hono } from "hono";

/** What Hono and its server for Node cost alone: a route that answers a JSON object of as many bytes as it is told. */
const [port, bytes] = process.argv.slice(2).map(Number);
const body = { text: "x".repeat(bytes!) };
const app = new Hono();
app.get("/", (c) => c.json(body));
serve({ fetch: app.fetch, port: port!, hostname: "127.0.0.1" }, () => process.stdout.write("ready\n"));
