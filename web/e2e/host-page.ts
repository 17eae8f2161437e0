import { createHmac } from "node:crypto";
import { createServer, type Server } from "node:http";

export type Site = { origin: string; close: () => Promise<void>; /** What the site answers under a path. */ put: (path: string, body: string, type?: string) => void };

/** Another site: a server of its own on another host name than Gnomon's. */
export const startSite = (host = "localhost"): Promise<Site> =>
  new Promise((resolve) => {
    const pages = new Map<string, { body: string; type: string }>();
    const server: Server = createServer(({ url = "/" }, reply) => {
      const found = pages.get(url.split("?")[0] ?? "/");
      reply.writeHead(found ? 200 : 404, { "Content-Type": found?.type ?? "text/plain", "Cache-Control": "no-store" }).end(found?.body ?? "");
    });
    server.listen(0, host, () => {
      const address = server.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      resolve({
        origin: `http://${host}:${String(port)}`,
        put: (path, body, type = "text/html; charset=utf-8") => { pages.set(path, { body, type }); },
        close: () => new Promise((done) => {
          server.closeAllConnections();
          server.close(() => { done(); });
        }),
      });
    });
  });

type Signed = { embed_id: string; key_id: string; secret: string };

const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString("base64url");

/** A token as the documentation says for Node. */
export const signToken = ({ embed_id, key_id, secret }: Signed, claims: Record<string, unknown> = {}): string => {
  const now = Math.floor(Date.now() / 1000);
  const text = `${part({ alg: "HS256", typ: "JWT", kid: key_id })}.${part({ aud: embed_id, iat: now, exp: now + 600, ...claims })}`;
  return `${text}.${createHmac("sha256", secret).update(text).digest("base64url")}`;
};
