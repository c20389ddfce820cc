// SPDX-License-Identifier: Apache-2.0
// Fixes over the server's own pipes: shown, written, refused, and those that a scan offers applied as a host would.
import assert from 'node:assert/strict';
import { chmodSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { program } from './lib/env.mjs';
import { flawedRepository, secret, tempDir } from './lib/fixture.mjs';
import { resultOf, Server } from './lib/pipe.mjs';
import { fullChecker, outputChecker } from './lib/schemas.mjs';

const s1 = program();
const options = { timeout: 60_000 };
const holdFull = fullChecker();

async function session(cwd) {
  const server = new Server(s1, { cwd });
  await server.initialize('2025-11-25');
  const { tools } = resultOf(await server.request('tools/list'));
  const holdPublished = outputChecker(tools);
  const call = async (name, args) => {
    const result = resultOf(await server.request('tools/call', { name, arguments: args }));
    holdPublished(name, result);
    if (!result.isError) holdFull(name, result.structuredContent);
    return result;
  };
  return { server, call };
}

const read = (dir, path) => readFileSync(join(dir, path), 'utf8');

const flawed = 'FROM alpine:3.20\nMAINTAINER Ann\nRUN apk add curl\nUSER 1\n';

test('a dry run changes nothing, and write changes what it showed', options, async () => {
  const dir = tempDir({ Dockerfile: flawed, 'sub/Dockerfile': flawed });
  chmodSync(join(dir, 'Dockerfile'), 0o640);
  const { server, call } = await session(dir);
  const shown = (await call('fix_findings', {})).structuredContent;
  assert.equal(read(dir, 'Dockerfile'), flawed);
  assert.equal(shown.summary.written, false);
  assert.deepEqual(
    shown.fixed.map((f) => [f.path, f.rule, f.line, f.grade]),
    [
      ['Dockerfile', 'dockerfile/deprecated-maintainer', 2, 'safe'],
      ['Dockerfile', 'dockerfile/apk-cache-left', 3, 'safe'],
      ['sub/Dockerfile', 'dockerfile/deprecated-maintainer', 2, 'safe'],
      ['sub/Dockerfile', 'dockerfile/apk-cache-left', 3, 'safe'],
    ],
  );
  assert.match(shown.diff, /^--- a\/Dockerfile\n\+\+\+ b\/Dockerfile\n@@ /);
  assert.equal(shown.files.map((f) => f.diff).join(''), shown.diff);

  const before = (await call('scan_infra', {})).structuredContent;
  const written = (await call('fix_findings', { write: true })).structuredContent;
  assert.equal(written.summary.written, true);
  assert.equal(written.diff, shown.diff);
  assert.match(read(dir, 'Dockerfile'), /^LABEL org.opencontainers.image.authors="Ann"$/m);
  assert.equal(statSync(join(dir, 'Dockerfile')).mode & 0o777, 0o640);
  assert.deepEqual(readdirSync(dir).sort(), ['Dockerfile', 'sub'], 'no temporary file is left');

  const after = (await call('scan_infra', {})).structuredContent;
  assert.equal(after.summary.findings, before.summary.findings - 4);
  const again = (await call('fix_findings', { write: true })).structuredContent;
  assert.deepEqual([again.summary.fixed, again.files, again.diff], [0, [], '']);
  await server.end();
});

test('what a scan offers, applied by the host, gives what fix_findings gives', options, async () => {
  const dir = tempDir({ Dockerfile: flawed });
  const { server, call } = await session(dir);
  const { findings } = (await call('scan_infra', {})).structuredContent;
  const edits = findings.filter((f) => f.fix?.grade === 'safe').flatMap((f) => f.fix.edits);
  assert.ok(edits.length >= 2);
  const lines = flawed.split('\n');
  const offset = (line, column) => lines.slice(0, line - 1).join('\n').length + (line > 1) + column - 1;
  let text = flawed;
  for (const edit of edits.sort((a, b) => b.line - a.line || b.column - a.column)) {
    assert.equal(edit.path, 'Dockerfile');
    text = text.slice(0, offset(edit.line, edit.column)) + edit.text + text.slice(offset(edit.end_line, edit.end_column));
  }
  await call('fix_findings', { write: true });
  assert.equal(read(dir, 'Dockerfile'), text);
  await server.end();
});

test('one finding by its fingerprint, rules by other names, and what is not there', options, async () => {
  const dir = tempDir({ Dockerfile: flawed });
  const { server, call } = await session(dir);
  const { findings } = (await call('scan_infra', { rules: ['DL4000'] })).structuredContent;
  const one = (await call('fix_findings', { fingerprints: [findings[0].fingerprint, 'v1:gone'] })).structuredContent;
  assert.deepEqual(one.fixed.map((f) => f.fingerprint), [findings[0].fingerprint]);
  assert.deepEqual(one.not_fixed.map((f) => f.fingerprint), ['v1:gone']);
  const unknown = await call('fix_findings', { rules: ['DL4OOO'] });
  assert.ok(unknown.isError && /DL4/.test(unknown.content[0].text));
  await server.end();
});

test('nothing outside the root is written, and no secret is shown', options, async () => {
  const outside = tempDir({ Dockerfile: flawed });
  const dir = flawedRepository();
  writeFileSync(join(dir, 'Dockerfile'), `FROM alpine:3.20\nENV DEPLOY_TOKEN ${secret}\nUSER 1\n`);
  symlinkSync(join(outside, 'Dockerfile'), join(dir, 'Dockerfile.out'));
  const { server, call } = await session(dir);
  for (const write of [false, true]) {
    const { structuredContent } = await call('fix_findings', { write, unsafe: true });
    assert.deepEqual(structuredContent.files, [{ path: 'Dockerfile', action: 'modify', redacted: true }]);
  }
  assert.ok(read(dir, 'Dockerfile').includes(`ENV DEPLOY_TOKEN=${secret}`));
  const refused = await call('fix_findings', { path: outside, write: true });
  assert.ok(refused.isError && /root/.test(refused.content[0].text));
  assert.equal(read(outside, 'Dockerfile'), flawed);
  assert.ok(!JSON.stringify(server.messages).includes(secret));
  await server.end();
});

test('two servers that write the same files leave them whole', options, async () => {
  const files = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`d${i}/Dockerfile`, flawed]));
  const dir = tempDir(files);
  const sessions = await Promise.all([session(dir), session(dir), session(dir)]);
  const results = await Promise.all(sessions.map(({ call }) => call('fix_findings', { write: true })));
  // One of them wrote everything; another came too late, or was refused for what the first had changed.
  assert.ok(results.some((r) => !r.isError));
  for (const result of results.filter((r) => r.isError)) assert.match(result.content[0].text, /changed/);
  await sessions[0].call('fix_findings', { write: true });
  const [first, ...others] = Object.keys(files).map((path) => read(dir, path));
  assert.match(first, /LABEL/);
  assert.ok(others.every((text) => text === first));
  for (const path of Object.keys(files)) assert.deepEqual(readdirSync(join(dir, path, '..')), ['Dockerfile']);
  for (const { server } of sessions) await server.end();
});
