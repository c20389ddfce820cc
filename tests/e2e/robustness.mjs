// SPDX-License-Identifier: Apache-2.0
// The process as an operating system sees it: the end of input, signals, cancellation, a slow or vanished reader,
// garbage, and several instances side by side.
import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { closeSync, openSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { program, slack } from './lib/env.mjs';
import { bigRepository, bigRepositoryFiles, flawedRepository, tempDir } from './lib/fixture.mjs';
import { cpuTime, delay, resultOf, Server, within } from './lib/pipe.mjs';

const s1 = program();
const repository = flawedRepository();
const options = { timeout: 120_000 };
const scanAll = { name: 'scan_infra', arguments: {} };

async function ready(cwd = repository) {
  const server = new Server(s1, { cwd });
  await server.initialize('2025-11-25');
  return server;
}

// A server that is in the midst of a long scan with the given id.
async function scanning(id) {
  const server = await ready(bigRepository());
  server.request('tools/call', scanAll, { id, timeout: 60_000 }).catch(() => {});
  await delay(60);
  assert.ok(!server.messages.some((m) => m.id === id), 'the scan is still running');
  return server;
}

test('the end of input lets everything that runs be answered', options, async () => {
  const server = await ready();
  const answers = [];
  for (let i = 100; i < 120; ++i) answers.push(server.request('tools/call', scanAll, { id: i }));
  await server.end();
  for (const answer of await Promise.all(answers)) resultOf(answer);
  assert.equal(server.stderr, '');
});

test('the end of input lets a long scan finish', options, async () => {
  const server = await ready(bigRepository());
  const answer = server.request('tools/call', scanAll, { timeout: 60_000 });
  await server.end(60_000);
  assert.ok(resultOf(await answer).structuredContent.summary.files >= bigRepositoryFiles);
});

for (const signal of ['SIGTERM', 'SIGINT']) {
  for (const state of ['idle', 'scanning']) {
    test(`${signal} ends it within 200 ms, ${state}`, options, async () => {
      const server = state === 'idle' ? await ready() : await scanning(5);
      const begun = performance.now();
      server.child.kill(signal);
      assert.ok(await within(2000 * slack, server.exited), 'it ends');
      const took = performance.now() - begun;
      console.log(`${signal}, ${state}: ${took.toFixed(1)} ms`);
      assert.ok(took < 200 * slack, `${took} ms`);
      assert.equal(server.unfinishedLine, '', 'answers are whole lines');
    });
  }
}

test('a cancelled scan stops within 100 ms and is never answered', options, async () => {
  const server = await scanning('long');
  server.notify('notifications/cancelled', { requestId: 'long', reason: 'no longer wanted' });
  await delay(100 * slack);
  const used = cpuTime(server.child.pid);
  await delay(300);
  assert.ok(cpuTime(server.child.pid) - used <= 10, 'it works on after it was cancelled');
  for (const requestId of ['long', 'unknown', 12345, null, undefined])
    server.notify('notifications/cancelled', { requestId });
  server.notify('notifications/cancelled');
  resultOf(await server.request('ping'));
  await server.end();
  assert.ok(!server.messages.some((m) => m.id === 'long'));
});

test('requests are answered while a scan runs', options, async () => {
  const server = await scanning('long');
  const begun = performance.now();
  resultOf(await server.request('ping'));
  resultOf(await server.request('tools/list'));
  assert.ok(performance.now() - begun < 200 * slack, 'at once');
  assert.ok(!server.messages.some((m) => m.id === 'long'), 'before the scan');
  await server.end(60_000);
  assert.ok(server.messages.some((m) => m.id === 'long'));
});

test('several instances side by side', options, async () => {
  const servers = await Promise.all(Array.from({ length: 8 }, () => ready()));
  const answers = await Promise.all(servers.map((server) => server.request('tools/call', scanAll, { id: 1000 })));
  for (const answer of answers) assert.deepEqual(resultOf(answer), resultOf(answers[0]));
  const [first, ...others] = servers;
  first.child.kill('SIGTERM');
  await first.exited;
  for (const server of others) resultOf(await server.request('ping'));
  await Promise.all(others.map((server) => server.end()));
});

test('a reader that is slow loses nothing', options, async () => {
  const server = await ready();
  server.child.stdout.pause();
  const answers = [];
  for (let i = 0; i < 400; ++i) answers.push(server.request('tools/list', {}, { id: `n${i}`, timeout: 60_000 }));
  await delay(500);
  server.child.stdout.resume();
  for (const answer of await Promise.all(answers)) assert.ok(resultOf(answer).tools.length > 0);
  await server.end();
});

test('a reader that has gone ends it quietly', options, async () => {
  const server = await ready();
  server.child.stdout.destroy();
  server.send({ jsonrpc: '2.0', id: 1, method: 'tools/list' });
  server.send({ jsonrpc: '2.0', id: 2, method: 'tools/list' });
  server.child.stdin.end();
  const ended = await within(5000 * slack, server.exited);
  assert.ok(ended, 'it ends');
  assert.equal(ended.signal, null, 'not by SIGPIPE');
  assert.equal(server.stderr, '');
});

test('it survives garbage', options, async () => {
  const server = await ready();
  const deep = `{"jsonrpc":"2.0","id":1,"method":"ping","params":${'['.repeat(200_000)}${']'.repeat(200_000)}}`;
  const refused = [
    ['no JSON', -32700],
    ['{"jsonrpc":"2.0","id":', -32700],
    [Buffer.from([0xff, 0xfe, 0x00, 0x41]), -32700],
    ['{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":"\0"}}', -32700],
    [deep, undefined],
    [`{"jsonrpc":"2.0","id":1,"method":"ping","params":{"x":"${'x'.repeat(9 * 1024 * 1024)}"}}`, undefined],
    ['42', -32600],
    ['{"id":1,"method":"ping"}', -32600],
    ['{"jsonrpc":"2.0","id":1,"method":7}', -32600],
  ];
  for (const [line, code] of refused) {
    const answer = server.next((m) => m.error !== undefined);
    server.write(line);
    server.write('\n');
    const { error } = await answer;
    const shown = String(line).slice(0, 60);
    if (code) assert.equal(error.code, code, shown);
    assert.ok(error.message.length > 0, shown);
  }
  server.write('\n \r\n\r\n\n');
  const crlf = server.next((m) => m.id === 'crlf');
  server.write('{"jsonrpc":"2.0","id":"crlf","method":"ping"}\r\n');
  resultOf(await crlf);
  const pieces = server.next((m) => m.id === 'pieces');
  for (const byte of '{"jsonrpc":"2.0","id":"pieces","method":"ping"}\n') {
    server.write(byte);
    await delay(1);
  }
  resultOf(await pieces);
  const last = server.next((m) => m.id === 'last');
  server.write('{"jsonrpc":"2.0","id":"last","method":"ping"}'); // and no line feed before the end
  await server.end();
  resultOf(await last);
});

const conversation = [
  {
    jsonrpc: '2.0',
    id: 0,
    method: 'initialize',
    params: { protocolVersion: '2025-11-25', capabilities: {}, clientInfo: { name: 'x', version: '1' } },
  },
  { jsonrpc: '2.0', method: 'notifications/initialized' },
  { jsonrpc: '2.0', id: 1, method: 'tools/call', params: scanAll },
]
  .map((message) => `${JSON.stringify(message)}\n`)
  .join('');

function holdConversation(output) {
  const answers = output
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  assert.ok(resultOf(answers.find((m) => m.id === 1)).structuredContent.findings.length > 0);
}

test('stdin is a regular file', options, async () => {
  const file = join(tempDir(), 'in');
  writeFileSync(file, conversation);
  const fd = openSync(file, 'r');
  const child = spawn(s1, ['mcp'], { cwd: repository, stdio: [fd, 'pipe', 'inherit'] });
  closeSync(fd);
  let output = '';
  for await (const chunk of child.stdout) output += chunk;
  holdConversation(output);
});

// Node gives its children sockets; a shell gives pipes.
test('stdin and stdout are pipes of a shell', options, () => {
  holdConversation(
    execFileSync('sh', ['-c', 'cat | "$0" mcp | cat', s1], { cwd: repository, input: conversation, encoding: 'utf8' }),
  );
});
