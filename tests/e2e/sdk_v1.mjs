// SPDX-License-Identifier: Apache-2.0
// The TypeScript SDK, major version 1: what most hosts are built on.
import test from 'node:test';

import { load, needNode, program } from './lib/env.mjs';
import { abortLongScan, clientInfo, serverParameters, useEverything } from './lib/client_suite.mjs';
import { flawedRepository } from './lib/fixture.mjs';

needNode(20);
const { Client } = load('@modelcontextprotocol/sdk/client/index.js');
const { StdioClientTransport } = load('@modelcontextprotocol/sdk/client/stdio.js');
const s1 = program();

async function connect(t, cwd) {
  const client = new Client(clientInfo);
  const transport = new StdioClientTransport(serverParameters(s1, cwd));
  t.after(() => client.close());
  await client.connect(transport);
  const call = (params, options) => client.callTool(params, undefined, options);
  return { client, call, pid: transport.pid };
}

test('uses everything', { timeout: 60_000 }, async (t) => {
  const { client, call } = await connect(t, flawedRepository());
  await client.ping();
  await useEverything(client, call);
});

test('progress and abort', { timeout: 120_000 }, (t) => abortLongScan((cwd) => connect(t, cwd)));
