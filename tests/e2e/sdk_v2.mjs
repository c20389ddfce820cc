// SPDX-License-Identifier: Apache-2.0
// The TypeScript SDK's client, major version 2, in each of its ways to settle the protocol: `legacy` (its default),
// `auto` (which asks a second, disposable server process first) and pinned to the stateless version.
import assert from 'node:assert/strict';
import test from 'node:test';

import { load, needNode, program } from './lib/env.mjs';
import { abortLongScan, clientInfo, serverParameters, useEverything } from './lib/client_suite.mjs';
import { flawedRepository } from './lib/fixture.mjs';
import { modernVersion } from './lib/pipe.mjs';

needNode(20);
const { Client } = load('@modelcontextprotocol/client');
const { StdioClientTransport } = load('@modelcontextprotocol/client/stdio');
const s1 = program();

const modes = [
  { name: 'legacy', mode: 'legacy', version: '2025-11-25', era: 'legacy' },
  { name: 'auto', mode: 'auto', version: modernVersion, era: 'modern' },
  { name: 'pin', mode: { pin: modernVersion }, version: modernVersion, era: 'modern' },
];

for (const { name, mode, version, era } of modes) {
  const connect = async (t, cwd) => {
    const client = new Client(clientInfo, { versionNegotiation: { mode } });
    const transport = new StdioClientTransport(serverParameters(s1, cwd));
    t.after(() => client.close());
    await client.connect(transport);
    const call = (params, options) => client.callTool(params, options);
    return { client, call, pid: transport.pid };
  };

  test(`${name}: uses everything`, { timeout: 60_000 }, async (t) => {
    const { client, call } = await connect(t, flawedRepository());
    assert.equal(client.getNegotiatedProtocolVersion(), version);
    assert.equal(client.getProtocolEra(), era);
    if (era === 'legacy') await client.ping();
    await useEverything(client, call);
  });

  test(`${name}: progress and abort`, { timeout: 120_000 }, (t) => abortLongScan((cwd) => connect(t, cwd)));
}
