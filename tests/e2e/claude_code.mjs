// SPDX-License-Identifier: Apache-2.0
// Claude Code itself, without a login and without the network: the commands that register a server, and a session whose
// model is a script on the loopback interface. What is asserted is what a model would read.
import assert from 'node:assert/strict';
import test from 'node:test';

import { Claude, claudeMissing, toolResults } from './lib/claude.mjs';
import { needNode, program, skip } from './lib/env.mjs';
import { expected, flawedRepository, secret } from './lib/fixture.mjs';

needNode(20);
if (claudeMissing) skip(claudeMissing);
const s1 = program();
const claude = new Claude({ cwd: flawedRepository() });

const register = ['mcp', 'add', 'infra', '--', s1, 'mcp'];
const toolUse = (id, name, input) => ({ type: 'tool_use', id, name: `mcp__infra__${name}`, input });

test('mcp add, list, get, remove', { timeout: 180_000 }, async () => {
  await claude.answerOf(register);
  assert.match(await claude.answerOf(['mcp', 'list']), /infra: .*✔ Connected/);
  assert.match(await claude.answerOf(['mcp', 'get', 'infra']), /Status: ✔ Connected/);
  await claude.answerOf(['mcp', 'remove', 'infra']);
  assert.match(await claude.answerOf(['mcp', 'get', 'infra'], 1), /No MCP server named/);
});

async function session(t, script, env) {
  await claude.answerOf(register);
  t.after(() => claude.answerOf(['mcp', 'remove', 'infra']));
  const args = ['--allowedTools', 'mcp__infra'];
  const played = await claude.session('Check the infrastructure here.', script, { args, env });
  assert.deepEqual(
    played.init.mcp_servers.map(({ name, status }) => [name, status]),
    [['infra', 'connected']],
  );
  return played;
}

test('a session in which the model calls the tools', { timeout: 180_000 }, async (t) => {
  const script = [
    [toolUse('toolu_1', 'scan_infra', { path: '.' }), toolUse('toolu_2', 'explain_rule', { rule: 'DL3002' })],
    [toolUse('toolu_3', 'scan_infra', { pth: '.' })],
    [{ type: 'text', text: 'Looked at it all.' }],
  ];
  const { init, answer, requests } = await session(t, script, { ENABLE_TOOL_SEARCH: 'false' });
  assert.equal(answer, 'Looked at it all.');
  for (const prompt of ['review', 'harden', 'infrastructure-task']) {
    assert.ok(init.slash_commands.includes(`mcp__infra__${prompt}`), `/${prompt} of ${init.slash_commands}`);
  }

  const offered = requests.flatMap((request) => request.tools ?? []);
  for (const name of ['scan_infra', 'explain_rule']) {
    const tool = offered.find((o) => o.name === `mcp__infra__${name}`);
    assert.ok(tool, `${name} is offered to the model`);
    assert.equal(tool.input_schema.type, 'object');
    assert.ok(!tool.description.includes('[truncated]'));
  }

  const { toolu_1: scanned, toolu_2: explained, toolu_3: refused } = toolResults(requests);
  const { findings } = JSON.parse(scanned.text);
  for (const [rule, line] of expected) {
    assert.ok(
      findings.some((f) => f.rule === rule && f.path === 'Dockerfile' && f.line === line),
      rule,
    );
  }
  assert.equal(JSON.parse(explained.text).rule.id, 'dockerfile/root-user');
  assert.equal(refused.isError, true);
  assert.match(refused.text, /pth[^]*path/);
  assert.ok(!JSON.stringify(requests).includes(secret), 'the model never sees the secret of the Dockerfile');
});

// With tool search, Claude Code names the tools and holds their schemas back until the model asks for them.
test('a session in which the model looks for the tools first', { timeout: 180_000 }, async (t) => {
  const script = [
    [
      {
        type: 'tool_use',
        id: 'toolu_1',
        name: 'ToolSearch',
        input: { query: 'select:mcp__infra__scan_infra', max_results: 1 },
      },
    ],
    [toolUse('toolu_2', 'scan_infra', { path: '.' })],
    [{ type: 'text', text: 'Looked at it all.' }],
  ];
  const { requests } = await session(t, script, { ENABLE_TOOL_SEARCH: 'true' });
  const first = JSON.stringify(requests.find((request) => request.tools?.length > 0));
  assert.match(first, /mcp__infra__scan_infra/, 'the model knows the name');
  assert.match(first, /Start with scan_infra/, "and the server's instructions");
  const { findings } = JSON.parse(toolResults(requests).toolu_2.text);
  assert.ok(findings.some((f) => f.rule === 'dockerfile/root-user'));
});
