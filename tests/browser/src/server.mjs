// A static server on loopback that sends what `parvis server-config headers` prescribes, so that a
// page that breaks the content security policy breaks here as it would in front of residents.
// A site is served under its own host name, at a port all share: http://village-parvis.localhost:PORT/.

import { execFileSync } from "node:child_process";
import { createServer } from "node:http";
import { existsSync, readFileSync, statSync } from "node:fs";
import { extname, join, normalize } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { parvis, work } from "./tools.mjs";

const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".webp": "image/webp",
  ".avif": "image/avif",
  ".jpg": "image/jpeg",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".pdf": "application/pdf",
  ".xml": "application/xml",
  ".txt": "text/plain; charset=utf-8",
  ".wasm": "application/wasm",
};

/** Rules of a `_headers` file: a pattern with `*`, and the headers of all that it matches. */
function readHeaders(file) {
  const rules = [];
  for (const line of readFileSync(file, "utf8").split("\n")) {
    if (/^\S/.test(line)) {
      const pattern = line.trim().replace(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*");
      rules.push({ matches: new RegExp(`^${pattern}$`), headers: [] });
    } else if (line.trim()) {
      const colon = line.indexOf(":");
      rules.at(-1).headers.push([line.slice(0, colon).trim(), line.slice(colon + 1).trim()]);
    }
  }
  return rules;
}

/**
 * Serves the sites of `out`.
 * @returns {Promise<{url: (site, path) => string, stop: () => void}>}
 */
export async function serve(out) {
  const configuration = join(work, "headers");
  execFileSync(parvis, ["server-config", "headers", "-C", join(work, "sample"), "--built", out, "-o", configuration], { stdio: ["ignore", "ignore", "inherit"] });
  const rules = new Map();
  const server = createServer((request, response) => {
    const site = (request.headers.host ?? "").split(".")[0];
    const { pathname } = new URL(request.url, "http://localhost");
    const path = normalize(decodeURIComponent(pathname));
    let file = join(out, site, path);
    if (!site || !file.startsWith(join(out, site))) return response.writeHead(400).end();
    if (existsSync(file) && statSync(file).isDirectory()) file = join(file, "index.html");
    const found = existsSync(file);
    // The 404 page is itself looked at: what asks for it by name gets it as a page.
    if (!found) file = join(out, site, "404.html");
    if (!existsSync(file)) return response.writeHead(404).end();
    if (!rules.has(site)) {
      const name = join(configuration, site, "_headers");
      rules.set(site, existsSync(name) ? readHeaders(name) : []);
    }
    const headers = { "Content-Type": TYPES[extname(file)] ?? "application/octet-stream" };
    for (const rule of rules.get(site)) if (rule.matches.test(path)) for (const [name, value] of rule.headers) headers[name] = value;
    let body = readFileSync(file);
    if (/text|json|svg|xml/.test(headers["Content-Type"]) && /\bbr\b/.test(request.headers["accept-encoding"] ?? "")) {
      body = brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } });
      headers["Content-Encoding"] = "br";
    }
    response.writeHead(found ? 200 : 404, headers).end(request.method === "HEAD" ? undefined : body);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address();
  return {
    url: (site, path) => `http://${site}.localhost:${port}${path}`,
    stop() {
      server.close();
      server.closeAllConnections();
    },
  };
}
