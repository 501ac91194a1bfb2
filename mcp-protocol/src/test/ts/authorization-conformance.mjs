// The official suite's scenarios for authorization servers, with a person at the browser. Prints the checks as one JSON
// object by scenario.
// Usage: AIOS_PASSWORD=… node authorization-conformance.mjs <issuer> <user> <resource>
import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Browser } from './browser.mjs';

const [issuer, user, resource] = process.argv.slice(2);
const suite = 'node_modules/@modelcontextprotocol/conformance/dist/index.js';

const port = await new Promise((resolve) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port: free } = probe.address();
    probe.close(() => resolve(free));
  });
});
const callback = `http://127.0.0.1:${port}/callback`;

const metadata = await (await fetch(new URL('/.well-known/oauth-authorization-server', issuer))).json();
const registered = await fetch(metadata.registration_endpoint, {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({
    client_name: 'Conformance',
    redirect_uris: [callback],
    token_endpoint_auth_method: 'none',
  }),
});
const client = await registered.json();

const results = await mkdtemp(join(tmpdir(), 'authorization-'));
const run = spawn(process.execPath, [
  suite, 'authorization', '--url', issuer, '--client-id', client.client_id, '--resource', resource,
  '--port', String(port), '--output-dir', results,
]);
run.stderr.pipe(process.stderr);
const ended = new Promise((resolve) => run.on('close', resolve));
for await (const line of createInterface({ input: run.stdout })) {
  if (line.startsWith(metadata.authorization_endpoint)) {
    await fetch(await new Browser().authorize(new URL(line), user, process.env.AIOS_PASSWORD));
  }
}
await ended;

const checks = {};
for (const file of await readdir(results, { recursive: true })) {
  if (file.endsWith('checks.json')) checks[file] = JSON.parse(await readFile(join(results, file), 'utf8'));
}
await rm(results, { recursive: true });
console.log(JSON.stringify(checks));
