// SPDX-License-Identifier: Apache-2.0
// Claude Code itself, without a login and without the network: the commands that register a server, and a session whose
// model is a script on the loopback interface. What is asserted is what a model would read.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';

import { needNode, packageDir, program, skip } from './lib/env.mjs';
import { expected, flawedRepository, secret, tempDir } from './lib/fixture.mjs';
import { messagesApi } from './lib/messages_api.mjs';
import { run } from './lib/run.mjs';

needNode(20);
const claudeCode = packageDir('@anthropic-ai/claude-code');
if (!claudeCode) skip('@anthropic-ai/claude-code is not installed (npm ci --ignore-scripts in tests/e2e)');
const s1 = program();
const repository = flawedRepository();
const home = tempDir();

// The package's own wrapper finds the binary of this platform, with or without the install script having run.
function claude(args, env = {}) {
  return run(process.execPath, [join(claudeCode, 'cli-wrapper.cjs'), ...args], {
    cwd: repository,
    timeout: 90_000,
    env: {
      PATH: process.env.PATH,
      HOME: home,
      ANTHROPIC_API_KEY: 'dummy',
      ANTHROPIC_BASE_URL: 'http://127.0.0.1:9', // nobody listens there
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
      ...env,
    },
  });
}

async function answerOf(args, code = 0) {
  const { code: got, stdout, stderr } = await claude(args);
  assert.equal(got, code, `claude ${args.join(' ')}: ${stdout}${stderr}`);
  return stdout + stderr;
}

const register = ['mcp', 'add', 'infra', '--', s1, 'mcp'];
const toolUse = (id, name, input) => ({ type: 'tool_use', id, name: `mcp__infra__${name}`, input });

test('mcp add, list, get, remove', { timeout: 180_000 }, async () => {
  await answerOf(register);
  assert.match(await answerOf(['mcp', 'list']), /infra: .*✔ Connected/);
  assert.match(await answerOf(['mcp', 'get', 'infra']), /Status: ✔ Connected/);
  await answerOf(['mcp', 'remove', 'infra']);
  assert.match(await answerOf(['mcp', 'get', 'infra'], 1), /No MCP server named/);
});

// A whole `claude -p`: the lines it prints and the requests its model got.
async function session(t, script, env) {
  const api = await messagesApi(script);
  t.after(() => api.close());
  await answerOf(register);
  t.after(() => answerOf(['mcp', 'remove', 'infra']));
  const args = [
    '-p',
    'Check the infrastructure here.',
    '--allowedTools',
    'mcp__infra',
    '--output-format',
    'stream-json',
    '--verbose',
  ];
  const { code, stdout, stderr } = await claude(args, { ANTHROPIC_BASE_URL: api.url, ...env });
  assert.equal(code, 0, stdout + stderr);
  const lines = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const init = lines.find((line) => line.subtype === 'init');
  assert.deepEqual(
    init.mcp_servers.map(({ name, status }) => [name, status]),
    [['infra', 'connected']],
  );
  return { init, answer: lines.at(-1).result, requests: api.requests };
}

// What the model was told by the tools: { tool_use id: { text, isError } }.
function toolResults(requests) {
  const blocks = requests.flatMap(({ messages }) =>
    messages.flatMap(({ content }) => (Array.isArray(content) ? content : [])),
  );
  const results = {};
  for (const block of blocks.filter(({ type }) => type === 'tool_result')) {
    const text = typeof block.content === 'string' ? block.content : block.content.map((part) => part.text).join('');
    results[block.tool_use_id] = { text, isError: block.is_error === true };
  }
  return results;
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
