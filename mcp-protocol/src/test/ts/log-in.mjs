// Logs a user in with nothing but the endpoint's address: discovery, registration, PKCE, consent, tokens; then lists tools
// and calls one. Prints what it saw as one JSON object.
// Usage: AIOS_PASSWORD=… node log-in.mjs <endpoint> <user> <tool> legacy|auto|<pinned version>
import { Client, StreamableHTTPClientTransport, UnauthorizedError } from '@modelcontextprotocol/client';
import { Browser } from './browser.mjs';

const [endpoint, user, tool, mode] = process.argv.slice(2);
const redirectUrl = 'http://127.0.0.1:33418/callback';
const seen = {};

/** Keeps everything in memory; the browser is ours. */
const provider = {
  redirectUrl,
  clientMetadata: {
    client_name: 'Interoperability',
    redirect_uris: [redirectUrl],
    grant_types: ['authorization_code', 'refresh_token'],
    response_types: ['code'],
    token_endpoint_auth_method: 'none',
  },
  state: () => 'state-' + Math.random(),
  clientInformation: () => seen.client,
  saveClientInformation: (client) => void (seen.client = client),
  tokens: () => seen.tokens,
  saveTokens: (tokens) => void (seen.tokens = tokens),
  saveCodeVerifier: (verifier) => void (seen.verifier = verifier),
  codeVerifier: () => seen.verifier,
  redirectToAuthorization: async (url) => {
    seen.asked = url;
    seen.callback = await new Browser().authorize(url, user, process.env.AIOS_PASSWORD);
  },
};

const connect = async () => {
  const versionNegotiation = { mode: mode === 'legacy' || mode === 'auto' ? mode : { pin: mode } };
  const client = new Client({ name: 'interoperability', version: '1.0.0' }, { versionNegotiation });
  const transport = new StreamableHTTPClientTransport(new URL(endpoint), { authProvider: provider });
  return { client, transport, connected: client.connect(transport) };
};

const first = await connect();
const refused = await first.connected.then(
  () => false,
  (error) => {
    if (!(error instanceof UnauthorizedError)) throw error;
    return true;
  },
);
await first.transport.finishAuth(seen.callback.searchParams);

const second = await connect();
await second.connected;
const tools = (await second.client.listTools()).tools.map((each) => each.name);
const called = await second.client.callTool({ name: tool, arguments: {} });
console.log(
  JSON.stringify({
    refused,
    registered: Boolean(seen.client.client_id),
    resource: seen.asked.searchParams.get('resource'),
    challenge: seen.asked.searchParams.get('code_challenge_method'),
    scope: seen.tokens.scope,
    refreshes: Boolean(seen.tokens.refresh_token),
    era: second.client.getProtocolEra(),
    tools,
    failed: Boolean(called.isError),
  }),
);
await second.client.close();
