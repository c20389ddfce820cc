// SPDX-License-Identifier: Apache-2.0
// What Claude Code's own validator does not look at: that versions agree, that every name the agent and the skills teach
// is real, and that their samples are what the scanner asks for.
import assert from 'node:assert/strict';
import test from 'node:test';

import { program } from '../lib/env.mjs';
import { tempDir } from '../lib/fixture.mjs';
import { nameChecker, schema } from '../lib/names.mjs';
import { resultOf, Server } from '../lib/pipe.mjs';
import { run } from '../lib/run.mjs';
import * as plugin from '../lib/plugin.mjs';

const s1 = program();
const { agent, skills, pages } = plugin;

async function listTools() {
  const server = new Server(s1, { cwd: tempDir() });
  await server.initialize('2025-11-25');
  const { tools } = resultOf(await server.request('tools/list'));
  await server.end();
  return tools;
}

test('plugin, marketplace and program have one version', async () => {
  const { stdout } = await run(s1, ['--version']);
  assert.equal(stdout.trim(), `s1-infra ${plugin.manifest.version}`);
  const { plugins } = plugin.marketplace;
  assert.deepEqual(
    plugins.map(({ name, source, version }) => [name, source, version]),
    [[plugin.manifest.name, './plugin', plugin.manifest.version]],
  );
  assert.equal(plugins[0].description, plugin.manifest.description);
});

test('the server is started by the launcher, and its tools are there from the first turn', () => {
  assert.deepEqual(plugin.mcpServers, {
    infra: { command: '${CLAUDE_PLUGIN_ROOT}/bin/s1-infra', args: ['mcp'], alwaysLoad: true },
  });
});

test('the agent is what System 3 calls', () => {
  const { tools, ...front } = agent.front;
  assert.deepEqual(front, {
    name: 's1-infrastructure',
    description: 'Use for DevOps, CI/CD, deployment, containers, and infrastructure as code',
    model: 'sonnet',
  });
});

test('the agent has every tool of the server, and no page names another', async () => {
  const tools = await listTools();
  const names = tools.map(({ name }) => plugin.toolName(name));
  const builtIn = ['Read', 'Grep', 'Glob', 'Edit', 'Write', 'Bash'];
  const listed = plugin.listOf(agent.front.tools);
  assert.deepEqual(listed.slice(0, builtIn.length), builtIn);
  assert.deepEqual(listed.slice(builtIn.length).sort(), names.sort());

  for (const { path, front, body } of pages) {
    const text = JSON.stringify(front) + body;
    for (const [name] of text.matchAll(/mcp__[A-Za-z0-9_-]+/g)) assert.ok(names.includes(name), `${path}: ${name}`);
  }
});

test('what a skill may do unasked changes no source file', async () => {
  const writers = (await listTools())
    .filter(({ name, annotations }) => !annotations.readOnlyHint && name !== 'emit_report')
    .map(({ name }) => plugin.toolName(name));
  assert.ok(writers.includes(plugin.toolName('fix_findings')));
  for (const { path, front } of skills) {
    const allowed = plugin.listOf(front['allowed-tools']);
    for (const tool of ['Edit', 'Write', 'Bash', ...writers]) assert.ok(!allowed.includes(tool), `${path}: ${tool}`);
  }
});

test('tools, arguments and fields that the pages teach exist', async () => {
  const holdNames = nameChecker(await listTools(), ['depends_on']); // Compose's
  for (const page of pages) {
    const text = page.body.replace(/^```(dockerfile|yaml)\n.*?^```$/gms, ''); // samples have words of their own
    assert.ok(holdNames(text, page.path) > 0, page.path);
  }
});

test('the forms of input and report in the agent are those of emit_report', () => {
  // { key: { … } or the type }: the skeleton of a schema, and of an example.
  const ofSchema = ({ type, properties }) =>
    properties
      ? Object.fromEntries(Object.entries(properties).map(([key, property]) => [key, ofSchema(property)]))
      : (type ?? 'string'); // an enum
  const ofValue = (value) => {
    if (Array.isArray(value)) return 'array';
    if (typeof value !== 'object') return typeof value;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, ofValue(part)]));
  };
  const [input, report] = plugin.blocks(agent, 'json').map((text) => ofValue(JSON.parse(text)));
  assert.deepEqual(input, ofSchema(schema('emit_report.input').properties.input));
  assert.deepEqual(report, ofSchema(schema('report')));
});

test('the samples are files of one repository in which the scanner finds nothing', async () => {
  const samples = pages.flatMap((page) => ['dockerfile', 'yaml'].flatMap((language) => plugin.blocks(page, language)));
  const files = Object.fromEntries(samples.map((text) => [text.match(/^# (\S+)\n/)[1], text]));
  assert.equal(Object.keys(files).length, samples.length, 'each names its own file');
  const service = { 'package.json': '{}', 'package-lock.json': '{}', 'src/server.js': '', 'src/health.js': '' };
  const cwd = tempDir({ ...files, ...service });
  const { stdout, stderr } = await run(s1, ['scan', '--format', 'json', '--profile', 'all'], { cwd });
  const { summary, findings, diagnostics } = JSON.parse(stdout);
  assert.deepEqual([findings, diagnostics], [[], []], stderr);
  assert.equal(summary.files, samples.length, 'each is known as infrastructure');
});
