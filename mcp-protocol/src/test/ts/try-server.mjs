// Lists and calls the fixture's tools with the official client; prints what it saw as one JSON object.
// Usage: node try-server.mjs <endpoint> legacy|auto|<pinned version>
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';

const [endpoint, mode] = process.argv.slice(2);
const versionNegotiation = { mode: mode === 'legacy' || mode === 'auto' ? mode : { pin: mode } };
const client = new Client({ name: 'interoperability', version: '1.0.0' }, { versionNegotiation });
await client.connect(new StreamableHTTPClientTransport(new URL(endpoint)));

const tools = [];
let cursor;
do {
  const page = await client.listTools({ cursor });
  tools.push(...page.tools.map((tool) => tool.name));
  cursor = page.nextCursor;
} while (cursor);

const sum = await client.callTool({ name: 'fixture_add', arguments: { a: 2, b: 3 } });
const failure = await client.callTool({ name: 'test_error_handling', arguments: {} });
const progress = [];
const long = await client.callTool(
  { name: 'test_tool_with_progress', arguments: {} },
  { onprogress: (update) => progress.push(update.progress) },
);
const refusal = await client
  .callTool({ name: 'no_such_tool', arguments: {} })
  .then(() => 'none', (error) => error.code);

console.log(
  JSON.stringify({
    era: client.getProtocolEra(),
    version: client.getNegotiatedProtocolVersion(),
    server: client.getServerVersion()?.name,
    tools,
    sum: sum.structuredContent?.sum,
    failed: failure.isError,
    text: long.content[0].text,
    progress,
    refusal,
  }),
);
await client.close();
