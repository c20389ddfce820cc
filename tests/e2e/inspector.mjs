// SPDX-License-Identifier: Apache-2.0
// The MCP Inspector's command line, in both protocol eras; its --strict is a second opinion on the portability of our
// schemas.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import test from 'node:test';

import { needNode, packageDir, program, skip } from './lib/env.mjs';
import { expected, flawedRepository, tempDir } from './lib/fixture.mjs';
import { run } from './lib/run.mjs';

needNode(20);
const inspector = packageDir('@modelcontextprotocol/inspector');
if (!inspector) skip('@modelcontextprotocol/inspector is not installed (npm ci --ignore-scripts in tests/e2e)');
const s1 = program();
const repository = flawedRepository();
const home = tempDir(); // it keeps a catalogue of servers there

async function inspect(era, ...args) {
  const launcher = join(inspector, 'clients/launcher/build/index.js');
  const common = ['--cli', s1, 'mcp', '--cwd', repository, '--protocol-era', era, '--format', 'json', '--quiet'];
  const options = { cwd: repository, env: { ...process.env, HOME: home } };
  const { code, stdout, stderr } = await run(process.execPath, [launcher, ...common, ...args], options);
  assert.equal(code, 0, `${args.join(' ')}: ${stderr}${stdout}`);
  const answer = JSON.parse(stdout);
  return answer.result ?? answer;
}

for (const era of ['legacy', 'auto', 'modern']) {
  test(era, { timeout: 120_000 }, async () => {
    const { tools } = await inspect(era, '--method', 'tools/list', '--strict');
    assert.ok(tools.some((tool) => tool.name === 'scan_infra'));
    const scan = await inspect(era, '--method', 'tools/call', '--tool-name', 'scan_infra', '--tool-arg', 'path=.');
    for (const [rule, line] of expected) {
      assert.ok(
        scan.structuredContent.findings.some((f) => f.rule === rule && f.line === line),
        rule,
      );
    }
    const read = await inspect(era, '--method', 'resources/read', '--uri', 's1-infra://rules/dockerfile/root-user');
    assert.match(read.contents[0].text, /root/);
    const prompt = await inspect(
      era,
      '--method',
      'prompts/get',
      '--prompt-name',
      'review',
      '--prompt-args',
      'path=sound',
    );
    assert.match(prompt.messages[0].content.text, /sound/);
  });
}
