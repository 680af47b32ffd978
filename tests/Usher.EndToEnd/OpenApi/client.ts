// A client as a tool makes it from the description (schema.ts), over the Unix socket of a server: takes a seat, is refused
// another, renews, reads, and gives it back. Prints one line for each step.
// Usage: node client.js SOCKET FEATURE
import createClient from "openapi-fetch";
import { Agent, fetch as send, type RequestInit } from "undici";
import type { components, paths } from "./schema.js";

declare const process: { readonly argv: readonly string[] };

const [socketPath, feature] = process.argv.slice(2);
if (socketPath === undefined || feature === undefined) throw new Error("usage: client.js SOCKET FEATURE");
const dispatcher = new Agent({ connect: { socketPath } });

async function overSocket(request: Request): Promise<Response> {
  const body = request.body === null ? null : await request.text();
  const init: RequestInit = { method: request.method, headers: [...request.headers], body, dispatcher };
  return (await send(request.url, init)) as unknown as Response;
}

const usher = createClient<paths>({ baseUrl: "http://usher", fetch: overSocket });

function present<T>(value: T | undefined, problem: unknown): T {
  if (value === undefined) throw new Error(JSON.stringify(problem));
  return value;
}

const asked: components["schemas"]["TakeSeats"] = { feature, user: "ada", host: "ada-pc", ttlSeconds: 60 };
const key = { "Idempotency-Key": crypto.randomUUID() };
const taken = await usher.POST("/api/v1/leases", { body: asked, params: { header: key } });
const lease = present(taken.data, taken.error);
console.log(`${lease.state} ${lease.seats} of ${lease.feature}`);

const again = await usher.POST("/api/v1/leases", { body: asked, params: { header: key } });
console.log(`again: ${present(again.data, again.error).lease === lease.lease ? "the same lease" : "another lease"}`);

const refused = await usher.POST("/api/v1/leases", { body: { ...asked, user: "bob" } });
console.log(`refused: ${refused.error?.code}, held by ${refused.error && "holders" in refused.error ? refused.error.holders?.[0]?.user : "?"}`);

const proof = { params: { path: { id: lease.lease } }, headers: { Authorization: `Lease ${lease.secret}` } };
const renewed = await usher.PUT("/api/v1/leases/{id}", { ...proof, body: { ttlSeconds: 120 } });
console.log(`renewed for ${present(renewed.data, renewed.error).ttlSeconds} s`);

const features = await usher.GET("/api/v1/features");
console.log(`active: ${present(features.data, features.error).features[0]?.active}`);

const returned = await usher.DELETE("/api/v1/leases/{id}", proof);
console.log(`returned: ${present(returned.data, returned.error).wasHeld}`);
await dispatcher.close();
