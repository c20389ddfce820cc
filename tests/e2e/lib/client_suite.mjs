// SPDX-License-Identifier: Apache-2.0
// What any SDK client must be able to do with the server. The two SDKs differ only in how a call is given its options.
import assert from 'node:assert/strict';

import { slack } from './env.mjs';
import { bigRepository, bigRepositoryFiles, expected, secret } from './fixture.mjs';
import { cpuTime, delay } from './pipe.mjs';

export const clientInfo = { name: 's1-e2e', version: '1.0.0' };

export function serverParameters(command, cwd) {
  return { command, args: ['mcp'], cwd, stderr: 'inherit' };
}

// call(params, options) calls a tool.
export async function useEverything(client, call) {
  assert.equal(client.getServerVersion().name, 's1-infra');
  assert.ok(client.getInstructions().length > 0);

  const { tools } = await client.listTools();
  assert.deepEqual(
    tools.map((tool) => tool.name).filter((name) => /^(explain_rule|scan_infra)$/.test(name)),
    ['explain_rule', 'scan_infra'],
  );
  const scan = await call({ name: 'scan_infra', arguments: { path: '.' } });
  for (const [rule, line] of expected) {
    assert.ok(
      scan.structuredContent.findings.some((f) => f.rule === rule && f.path === 'Dockerfile' && f.line === line),
      rule,
    );
  }
  assert.ok(!JSON.stringify(scan).includes(secret));
  const explained = await call({ name: 'explain_rule', arguments: { rule: 'DL3002' } });
  assert.equal(explained.structuredContent.rule.id, 'dockerfile/root-user');
  const failed = await call({ name: 'scan_infra', arguments: { path: 'absent' } });
  assert.equal(failed.isError, true);
  assert.match(failed.content[0].text, /absent/);
  await assert.rejects(call({ name: 'no_such_tool', arguments: {} }), (error) => error.code === -32602);

  const { resources } = await client.listResources();
  for (const { uri } of resources) assert.ok((await client.readResource({ uri })).contents[0].text.length > 0, uri);
  const { resourceTemplates } = await client.listResourceTemplates();
  assert.ok(resourceTemplates.some((template) => template.uriTemplate === 's1-infra://rules/{+id}'));
  assert.match((await client.readResource({ uri: 's1-infra://rules/dockerfile/root-user' })).contents[0].text, /root/);
  await assert.rejects(client.readResource({ uri: 's1-infra://rules/no/such' }));

  const { prompts } = await client.listPrompts();
  assert.deepEqual(prompts.map((prompt) => prompt.name).sort(), ['harden', 'infrastructure-task', 'review']);
  const prompt = await client.getPrompt({ name: 'review', arguments: { path: 'sound' } });
  assert.match(prompt.messages[0].content.text, /sound/);
  const { completion } = await client.complete({
    ref: { type: 'ref/resource', uri: 's1-infra://rules/{+id}' },
    argument: { name: 'id', value: 'dockerfile/root' },
  });
  assert.ok(completion.values.includes('dockerfile/root-user'));
}

// connect(cwd) gives { call, pid }. A long scan reports progress; one that is aborted stops, and the connection is
// usable at once.
export async function abortLongScan(connect) {
  const { call, pid } = await connect(bigRepository());
  const scan = { name: 'scan_infra', arguments: {} };
  const progress = [];
  const whole = await call(scan, { onprogress: (p) => progress.push(p.progress) });
  assert.ok(whole.structuredContent.summary.files >= bigRepositoryFiles);
  assert.ok(progress.length > 0 && progress.every((p, i) => i === 0 || p > progress[i - 1]), `progress: ${progress}`);

  const abort = new AbortController();
  const aborted = call(scan, { signal: abort.signal });
  setTimeout(() => abort.abort(), 30);
  await assert.rejects(aborted);
  await delay(100 * slack);
  const used = cpuTime(pid);
  await delay(300);
  assert.ok(cpuTime(pid) - used <= 10, 'the scan goes on after it was aborted');
  await call({ name: 'explain_rule', arguments: { rule: 'dockerfile/root-user' } });
}
