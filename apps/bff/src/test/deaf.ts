import { Client } from "pg";

// Preloaded into the product by the bench: as behind a pooler in transaction mode, LISTEN is answered and nothing is ever heard.
Client.prototype.emit = new Proxy(Client.prototype.emit, {
  apply: (emit, client, given: [string, ...unknown[]]) =>
    given[0] !== "notification" && Reflect.apply(emit, client, given),
});
