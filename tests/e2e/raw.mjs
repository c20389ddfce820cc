// SPDX-License-Identifier: Apache-2.0
// The protocol over the server's own pipes: every legacy version, the stateless one, and both in one process. Every
// message is held to the published schema of its version.
import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { program } from './lib/env.mjs';
import { expected, flawedRepository, secret } from './lib/fixture.mjs';
import { legacyVersions, modernMeta, modernVersion, resultOf, Server } from './lib/pipe.mjs';
import { outputChecker, Protocol } from './lib/schemas.mjs';

const s1 = program();
const repository = flawedRepository();
const state = join(repository, '.claude/vsm-state');
mkdirSync(state, { recursive: true });
writeFileSync(
  join(state, 'current-task.json'),
  JSON.stringify({ id: 'task-1', description: 'Move the service', metadata: { deploy_token: secret, note: secret } }),
);
const options = { timeout: 60_000 };

// A server whose every message is held to the schema of one version. `ask` gives a result, `refuse` the error.
function session(version) {
  const protocol = new Protocol(version);
  const server = new Server(s1, { cwd: repository });
  server.onMessage = (message) => protocol.message(message);
  const send = (method, params) =>
    version === modernVersion ? server.modern(method, params) : server.request(method, params);
  const ask = async (method, params) => {
    const result = resultOf(await send(method, params));
    protocol.result(method, result);
    return result;
  };
  const refuse = async (method, params) => {
    const answer = await send(method, params);
    assert.ok(answer.error, `${method} ${JSON.stringify(params)} must be refused`);
    return answer.error;
  };
  return { server, protocol, ask, refuse };
}

const called = (name, args) => ({ name, ...(args !== undefined && { arguments: args }) });

async function callTools({ ask, refuse }) {
  const { tools } = await ask('tools/list');
  const checkOutput = outputChecker(tools);
  const call = async (name, args) => {
    const result = await ask('tools/call', called(name, args));
    if (!result.isError) {
      assert.deepEqual(
        JSON.parse(result.content[0].text),
        result.structuredContent,
        'content and structuredContent agree',
      );
      checkOutput(name, result);
    }
    return result;
  };

  const scan = (await call('scan_infra', { path: '.' })).structuredContent;
  for (const [rule, line] of expected) {
    const found = scan.findings.filter((f) => f.rule === rule);
    assert.deepEqual(
      found.map((f) => [f.path, f.line]),
      [['Dockerfile', line]],
      rule,
    );
  }
  for (const nothing of [undefined, null, {}]) {
    assert.deepEqual(
      (await call('scan_infra', nothing)).structuredContent,
      scan,
      `arguments ${JSON.stringify(nothing)}`,
    );
  }
  await call('scan_infra', { path: 'sound', profile: 'all', detail: 'inventory' });
  await call('scan_infra', { path: 'Dockerfile', detail: 'summary', limit: '1', platforms: 'dockerfile' });

  assert.equal(
    (await call('explain_rule', { rule: 'dockerfile/root-user' })).structuredContent.rule.id,
    'dockerfile/root-user',
  );
  assert.ok((await call('explain_rule', { rule: 'DL3002' })).structuredContent.rule.aliases.includes('DL3002'));

  const told = (await call('read_vsm_state', { path: '.', files: 'current-task' })).structuredContent;
  assert.equal(told.briefing.task, 'Move the service');
  assert.deepEqual(told.briefing.places.task, { path: '.claude/vsm-state/current-task.json', line: 1 });
  assert.equal(told.state.current_task.metadata.note, '[masked]');

  const failing = [
    ['read_vsm_state', { files: ['curent-task'] }, /Did you mean current-task\.json/],
    ['explain_rule', { rule: 'dockerfile/root-usr' }, /root-user/],
    ['scan_infra', { pth: '.' }, /pth[^]*path/],
    ['scan_infra', { profile: 'strickt' }, /strict/],
    ['scan_infra', { path: 'absent' }, /absent/],
  ];
  for (const [name, args, says] of failing) {
    const result = await call(name, args);
    assert.equal(result.isError, true, `${name} ${JSON.stringify(args)}`);
    assert.equal(result.structuredContent, undefined, 'a failure is text alone');
    assert.match(result.content[0].text, says);
  }
  assert.equal((await refuse('tools/call', called('scan_infr', {}))).code, -32602);
}

async function readResources({ ask, refuse }, unknownCode) {
  const { resources } = await ask('resources/list');
  const schema = await ask('resources/read', { uri: 's1-infra://schemas/report' });
  assert.equal(JSON.parse(schema.contents[0].text).additionalProperties, false);
  const uri = 's1-infra://rules/dockerfile/root-user';
  assert.equal(new Set(resources.map((r) => r.uri)).size, resources.length, 'no URI twice');
  const { resourceTemplates } = await ask('resources/templates/list');
  assert.ok(resourceTemplates.some((t) => t.uriTemplate === 's1-infra://rules/{+id}'));
  const { contents } = await ask('resources/read', { uri });
  assert.equal(contents[0].uri, uri);
  assert.match(contents[0].text, /root/);
  assert.ok(resourceTemplates.some((t) => t.uriTemplate === 'vsm://state/{file}'));
  const stateUri = 'vsm://state/current-task.json';
  assert.ok(resources.some((r) => r.uri === stateUri));
  assert.ok(!resources.some((r) => r.uri === 'vsm://state/agent-registry.json'), 'only what is there');
  const task = (await ask('resources/read', { uri: stateUri })).contents[0];
  assert.equal(JSON.parse(task.text).id, 'task-1');
  assert.equal(task.mimeType, 'application/json');
  for (const bad of [
    'vsm://state/agent-registry.json',
    'vsm://state/../../etc/passwd',
    's1-infra://rules/dockerfile/no-such',
    's1-infra://rules/../../etc/passwd',
    'file:///etc/passwd',
  ]) {
    assert.equal((await refuse('resources/read', { uri: bad })).code, unknownCode, bad);
  }
}

async function getPrompts({ ask, refuse }) {
  const { prompts } = await ask('prompts/list');
  assert.deepEqual(prompts.map((p) => p.name).sort(), ['harden', 'infrastructure-task', 'review']);
  for (const prompt of prompts) {
    const required = (prompt.arguments ?? []).filter((a) => a.required);
    const args = Object.fromEntries(required.map((a) => [a.name, 'Dockerfile']));
    const { messages } = await ask('prompts/get', { name: prompt.name, arguments: args });
    assert.ok(messages.length > 0 && messages[0].content.text.length > 40, prompt.name);
    if (required.length > 0)
      assert.equal((await refuse('prompts/get', { name: prompt.name, arguments: {} })).code, -32602);
  }
  const task = await ask('prompts/get', {
    name: 'infrastructure-task',
    arguments: { task: 'containerise the billing service' },
  });
  assert.match(task.messages[0].content.text, /containerise the billing service/);
  assert.equal((await refuse('prompts/get', { name: 'absent' })).code, -32602);
}

async function complete({ ask }) {
  const values = async (ref, argument) => (await ask('completion/complete', { ref, argument })).completion.values;
  const template = { type: 'ref/resource', uri: 's1-infra://rules/{+id}' };
  assert.ok((await values(template, { name: 'id', value: 'dockerfile/root' })).includes('dockerfile/root-user'));
  assert.deepEqual(await values(template, { name: 'id', value: 'no such rule' }), []);
  const stateTemplate = { type: 'ref/resource', uri: 'vsm://state/{file}' };
  assert.deepEqual(await values(stateTemplate, { name: 'file', value: 'cu' }), ['current-task.json']);
  const prompt = { type: 'ref/prompt', name: 'infrastructure-task' };
  assert.deepEqual((await values(prompt, { name: 'platform', value: 'a' })).sort(), ['aws', 'azure']);
  const harden = await values({ type: 'ref/prompt', name: 'harden' }, { name: 'path', value: '' });
  assert.deepEqual(harden.sort(), ['Dockerfile', 'sound/Dockerfile']);
}

function nothingLeaked(server) {
  assert.ok(
    !JSON.stringify(server.messages).includes(secret),
    'the secret of the Dockerfile is masked in every message',
  );
}

for (const version of legacyVersions) {
  test(`legacy ${version}`, options, async () => {
    const it = session(version);
    const hello = resultOf(await it.server.initialize(version));
    it.protocol.result('initialize', hello);
    assert.equal(hello.protocolVersion, version);
    assert.equal(hello.serverInfo.name, 's1-infra');
    assert.ok(hello.instructions.length > 0 && hello.instructions.length <= 2000);
    assert.deepEqual(
      Object.keys(hello.capabilities)
        .sort()
        .filter((c) => c !== 'logging'),
      ['completions', 'prompts', 'resources', 'tools'],
    );
    assert.deepEqual(await it.ask('ping'), {});
    await callTools(it);
    await readResources(it, -32002);
    await getPrompts(it);
    await complete(it);
    assert.equal((await it.refuse('no/such')).code, -32601);
    nothingLeaked(it.server);
    await it.server.end();
  });
}

test('initialize with a version that is not known offers the latest legacy one', options, async () => {
  for (const asked of ['1999-01-01', modernVersion]) {
    const server = new Server(s1, { cwd: repository });
    assert.equal(resultOf(await server.initialize(asked)).protocolVersion, '2025-11-25', asked);
    await server.end();
  }
});

test(`modern ${modernVersion}`, options, async () => {
  const it = session(modernVersion);
  const discovered = await it.ask('server/discover');
  assert.ok(discovered.supportedVersions.includes(modernVersion));
  assert.equal(discovered._meta['io.modelcontextprotocol/serverInfo'].name, 's1-infra');
  await callTools(it);
  await readResources(it, -32602);
  await getPrompts(it);
  await complete(it);
  for (const removed of ['ping', 'logging/setLevel', 'resources/subscribe', 'no/such']) {
    assert.equal((await it.refuse(removed)).code, -32601, removed);
  }
  const version = 'io.modelcontextprotocol/protocolVersion';
  for (const lacking of [version, 'io.modelcontextprotocol/clientCapabilities']) {
    const { [lacking]: _, ..._meta } = modernMeta;
    assert.equal((await it.server.request('server/discover', { _meta })).error?.code, -32602, lacking);
  }
  const { 'io.modelcontextprotocol/clientInfo': _, ...anonymous } = modernMeta;
  resultOf(await it.server.request('tools/list', { _meta: anonymous }));
  for (const method of ['server/discover', 'tools/list']) {
    const { error } = await it.server.request(method, { _meta: { ...modernMeta, [version]: '2031-01-01' } });
    assert.equal(error?.code, -32022, method);
    assert.deepEqual(error.data, { supported: [modernVersion], requested: '2031-01-01' });
  }
  // Stays open until the end of the process.
  it.server.modern('subscriptions/listen', { notifications: {} }, { id: 'listen:1' }).catch(() => {});
  const ack = await it.server.next((m) => m.method === 'notifications/subscriptions/acknowledged');
  assert.equal(ack.params._meta['io.modelcontextprotocol/subscriptionId'], 'listen:1');
  for (const { result } of it.server.messages.filter((m) => m.result)) assert.equal(result.resultType, 'complete');
  nothingLeaked(it.server);
  await it.server.end();
});

test('the era is chosen by each request', options, async () => {
  const server = new Server(s1, { cwd: repository });
  // The first message of a client that has probed another process.
  const listed = resultOf(await server.modern('tools/list'));
  resultOf(await server.modern('server/discover'));
  const hello = resultOf(await server.initialize('2025-06-18'));
  assert.equal(hello.protocolVersion, '2025-06-18');
  assert.equal(hello.resultType, undefined, 'no modern fields in a legacy answer');
  const legacy = resultOf(await server.request('tools/list', undefined, { id: 'a string' }));
  assert.deepEqual(legacy.tools, listed.tools);
  assert.equal(resultOf(await server.modern('tools/list', {}, { id: 'another' })).resultType, 'complete');
  await server.end();
});

test('tools/list works as the first message without any claim', options, async () => {
  const server = new Server(s1, { cwd: repository });
  assert.ok(resultOf(await server.request('tools/list')).tools.length > 0);
  await server.end();
});

test('batches in 2025-03-26 alone', options, async () => {
  const batch = [1, 2].map((id) => ({ jsonrpc: '2.0', id, method: 'ping' }));
  for (const version of legacyVersions) {
    const server = new Server(s1, { cwd: repository });
    await server.initialize(version);
    const isAnswer = (m) => Array.isArray(m) || m.error;
    const answer = server.next(isAnswer);
    server.send([...batch, { jsonrpc: '2.0', method: 'notifications/initialized' }]);
    const got = await answer;
    if (version === '2025-03-26')
      assert.deepEqual(got.map((m) => [m.id, m.result]).sort(), [
        [1, {}],
        [2, {}],
      ]);
    else assert.equal(got.error.code, -32600, version);
    await server.end();
  }
});

test('progress rises and stops before the answer', options, async () => {
  const server = new Server(s1, { cwd: repository });
  await server.initialize('2025-11-25');
  const params = { name: 'scan_infra', arguments: {}, _meta: { progressToken: 0 } };
  resultOf(await server.request('tools/call', params, { id: 77 }));
  resultOf(await server.request('ping'));
  const answered = server.messages.findIndex((m) => m.id === 77);
  const at = server.messages.flatMap((m, i) => (m.method === 'notifications/progress' ? [i] : []));
  assert.ok(at.every((i) => i < answered));
  const values = at.map((i) => server.messages[i].params);
  values.forEach((p, i) => {
    assert.equal(p.progressToken, 0);
    assert.ok(i === 0 || p.progress > values[i - 1].progress);
  });
  assert.ok(!server.messages.some((m) => m.method === 'notifications/progress' && m.params.progressToken !== 0));
  await server.end();
});

for (const args of [['mcp'], ['mcp', '--root', '.']]) {
  test(`nothing outside the root is read: ${args.join(' ')}`, options, async () => {
    const outside = flawedRepository();
    const inside = flawedRepository();
    symlinkSync(outside, join(inside, 'link'));
    symlinkSync(join(outside, 'Dockerfile'), join(inside, 'Dockerfile.link'));
    const server = new Server(s1, { args, cwd: inside });
    await server.initialize('2025-11-25');
    const scan = async (path) => resultOf(await server.request('tools/call', called('scan_infra', { path })));
    for (const path of [outside, '..', '../..', '/etc', 'link', 'link/Dockerfile', 'Dockerfile.link']) {
      const result = await scan(path);
      assert.equal(result.isError, true, `${path}: ${JSON.stringify(result).slice(0, 300)}`);
    }
    const whole = (await scan('.')).structuredContent;
    assert.ok(!whole.findings.some((f) => f.path.includes('link')));
    assert.deepEqual(whole.diagnostics.map((d) => d.path).sort(), ['Dockerfile.link', 'link'], 'what was left out');
    assert.deepEqual((await scan(inside)).structuredContent, whole, 'the root by its absolute path');
    await server.end();
  });
}
