// SPDX-License-Identifier: Apache-2.0
// The plugin in Claude Code itself: validated, installed as a user would, and what a session then has of it.
import assert from 'node:assert/strict';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { Claude, toolResults } from '../lib/claude.mjs';
import { program } from '../lib/env.mjs';
import { flawedRepository, tempDir } from '../lib/fixture.mjs';
import * as plugin from '../lib/plugin.mjs';

const s1 = program();
const options = { timeout: 300_000 };
const { pluginId, pluginDir, serverName, toolName } = plugin;
const skillNames = plugin.skills.map(({ front }) => `${plugin.manifest.name}:${front.name}`);

// The program on the PATH, as it is once it is installed.
function installedPath() {
  const dir = tempDir();
  symlinkSync(s1, join(dir, 's1-infra'));
  return `${dir}:${process.env.PATH}`;
}

test('the validator has nothing against the marketplace and the plugin', options, async () => {
  const claude = new Claude({ cwd: tempDir() });
  for (const path of [plugin.repositoryDir, pluginDir]) {
    const answer = await claude.answerOf(['plugin', 'validate', '--strict', path]);
    assert.match(answer, /✔ Validation passed/);
  }
});

test('marketplace add, install, list, details, connect, uninstall', options, async () => {
  const claude = new Claude({ cwd: flawedRepository(), env: { PATH: installedPath() } });
  const { name, version } = plugin.manifest;
  await claude.answerOf(['plugin', 'marketplace', 'add', plugin.repositoryDir]);
  await claude.answerOf(['plugin', 'install', pluginId]);

  const listed = JSON.parse(await claude.answerOf(['plugin', 'list', '--json']));
  assert.deepEqual(
    listed.map((p) => [p.id, p.version, p.enabled, p.mcpServers]),
    [[pluginId, version, true, plugin.mcpServers]],
  );
  const details = await claude.answerOf(['plugin', 'details', pluginId]);
  assert.match(details, new RegExp(`^${name} ${version}$`, 'm'));
  assert.match(details, /Skills \(3\) +harden, report, scan-and-fix$/m);
  assert.match(details, /Agents \(1\) +s1-infrastructure$/m);
  assert.match(details, /MCP servers \(1\) +infra\b/m);
  const [, tokens] = details.match(/Always-on: +~(\d+) tok/);
  assert.ok(Number(tokens) < 250, `${tokens} tokens are added to every session`);

  assert.match(await claude.answerOf(['mcp', 'list']), new RegExp(`${serverName}: .*✔ Connected`));
  assert.match(await claude.answerOf(['mcp', 'get', serverName]), /Status: ✔ Connected/);
  await claude.answerOf(['plugin', 'uninstall', pluginId]);
  assert.deepEqual(JSON.parse(await claude.answerOf(['plugin', 'list', '--json'])), []);
});

test('where the program is missing, the rest of the session works', options, async () => {
  const claude = new Claude({ cwd: flawedRepository(), env: { S1_INFRA: '/nonexistent' } });
  const script = [[{ type: 'text', text: 'Hello.' }]];
  const { init, answer } = await claude.session('Hello', script, { args: ['--plugin-dir', pluginDir] });
  assert.deepEqual(
    init.mcp_servers.map((server) => [server.name, server.status]),
    [[serverName, 'failed']],
  );
  assert.equal(answer, 'Hello.');
});

// Tool search, which holds schemas back until they are asked for, must not hide this server's tools.
for (const search of ['false', 'true']) {
  test(`a session has server, tools, agent and skills (tool search: ${search})`, options, async () => {
    const claude = new Claude({ cwd: flawedRepository(), env: { S1_INFRA: s1, ENABLE_TOOL_SEARCH: search } });
    const script = [[{ type: 'text', text: 'Hello.' }]];
    const { init, requests } = await claude.session('Hello', script, { args: ['--plugin-dir', pluginDir] });
    assert.deepEqual(
      init.mcp_servers.map((server) => [server.name, server.status]),
      [[serverName, 'connected']],
    );
    assert.ok(init.plugins.some((p) => p.name === plugin.manifest.name));
    assert.ok(init.agents.includes(plugin.agentType), `${plugin.agentType} of ${init.agents}`);
    const commands = ['review', 'harden', 'infrastructure-task'].map(toolName);
    for (const command of [...skillNames, ...commands])
      assert.ok(init.slash_commands.includes(command), `/${command} of ${init.slash_commands}`);

    const offered = requests.find(({ tools }) => tools?.length > 0).tools;
    for (const name of plugin.listOf(plugin.agent.front.tools).filter((tool) => tool.startsWith('mcp__'))) {
      assert.ok(init.tools.includes(name), name);
      const tool = offered.find((o) => o.name === name);
      assert.equal(tool?.input_schema.type, 'object', `${name} is offered with its schema`);
      assert.ok(!tool.defer_loading, name);
    }
  });
}

test('a skill that the user calls may scan unasked, and not change a file', options, async () => {
  const claude = new Claude({ cwd: flawedRepository(), env: { S1_INFRA: s1, ENABLE_TOOL_SEARCH: 'false' } });
  const use = (id, tool, input) => ({ type: 'tool_use', id, name: toolName(tool), input });
  const play = async (prompt) => {
    const script = [
      [use('toolu_1', 'scan_infra', {})],
      [use('toolu_2', 'fix_findings', { write: true })],
      [{ type: 'text', text: 'Looked at it.' }],
    ];
    const { requests } = await claude.session(prompt, script, { args: ['--plugin-dir', pluginDir] });
    return { told: toolResults(requests), asked: JSON.stringify(requests[0].messages) };
  };
  const { told, asked } = await play('/s1-infra:scan-and-fix sound');
  assert.match(asked, /Check and fix the infrastructure in `sound`/);
  assert.ok(JSON.parse(told.toolu_1.text).findings.length > 0);
  assert.match(told.toolu_2.text, /permission/);
  const { told: without } = await play('Scan this.');
  assert.match(without.toolu_1.text, /permission/, 'without the skill even that is asked for');
});
