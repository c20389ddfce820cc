import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { readFile } from "node:fs/promises";
import { CartStore } from "./cart.js";
import { OrdersClient } from "./orders.js";
import { counter, render } from "./metrics.js";

const port = Number(process.env.PORT ?? 3000);
const carts = await CartStore.connect(process.env.REDIS_URL ?? "redis://localhost:6379");
const orders = new OrdersClient(process.env.ORDERS_URL ?? "http://localhost:8080");
const page = await readFile(new URL("../../public/index.html", import.meta.url));

function send(response: ServerResponse, status: number, body: unknown): void {
  counter("storefront_http_requests_total", { status: String(status) });
  response.writeHead(status, { "content-type": "application/json" });
  response.end(JSON.stringify(body));
}

async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? "/", "http://storefront");
  const cart = url.pathname.match(/^\/carts\/([\w-]{1,64})(\/checkout)?$/);

  if (url.pathname === "/health") return send(response, 200, { status: "ok" });
  if (url.pathname === "/ready") return send(response, (await carts.ready()) ? 200 : 503, {});
  if (url.pathname === "/metrics") {
    response.writeHead(200, { "content-type": "text/plain; version=0.0.4" });
    response.end(render());
    return;
  }
  if (url.pathname === "/") {
    response.writeHead(200, { "content-type": "text/html; charset=utf-8" });
    response.end(page);
    return;
  }
  if (cart === null) return send(response, 404, { error: "no such page" });

  const id = cart[1]!;
  if (request.method === "POST" && cart[2]) {
    const order = await orders.place(await carts.items(id));
    await carts.clear(id);
    return send(response, 201, order);
  }
  if (request.method === "PUT") {
    const sku = url.searchParams.get("sku");
    if (sku === null) return send(response, 400, { error: "sku is missing" });
    await carts.add(id, sku);
  }
  return send(response, 200, await carts.items(id));
}

const server = createServer((request, response) => {
  handle(request, response).catch((error: unknown) => {
    console.error(JSON.stringify({ level: "error", url: request.url, error: String(error) }));
    send(response, 502, { error: "try again" });
  });
});
server.listen(port, () => console.log(JSON.stringify({ level: "info", message: "listening", port })));

process.on("SIGTERM", () => server.close(() => void carts.close()));
