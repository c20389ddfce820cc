// SPDX-License-Identifier: Apache-2.0
// The forms of `scan --format` that other programs read: SARIF held to its schema, also where names and text are hostile.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { load, program, sharedDir, skip } from './lib/env.mjs';
import { secret, tempDir } from './lib/fixture.mjs';
import { run } from './lib/run.mjs';

const s1 = program();
const shared = sharedDir();
const schemaFile = shared && join(shared, 'schemas', 'sarif-2.1.0.json');
if (!schemaFile || !existsSync(schemaFile)) skip('no schemas/sarif-2.1.0.json in the shared folder (S1_SHARED)');
const Ajv = load('ajv').default;
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
const valid = ajv.compile(JSON.parse(readFileSync(schemaFile, 'utf8')));

const flawed = `FROM debian:latest
ENV DEPLOY_TOKEN=${secret}
WORKDIR \u202eapp\u001b[2J
RUN apt-get install -y curl && echo "[a](https://x.example) <b> ::error::x"
ADD a b /srv/
USER root
`;

async function sarifOf(files, args = []) {
  const { code, stdout, stderr } = await run(s1, ['scan', '--format', 'sarif', ...args], { cwd: tempDir(files) });
  assert.ok(code === 0 || code === 1, stderr);
  const log = JSON.parse(stdout);
  assert.ok(valid(log), ajv.errorsText(valid.errors));
  assert.ok(!stdout.includes(secret));
  return log.runs[0];
}

test('SARIF of nothing, of clean files and of flawed ones is valid', async () => {
  assert.equal((await sarifOf({})).results.length, 0);
  assert.equal((await sarifOf({ Dockerfile: 'FROM alpine:3.20\nUSER 1\nCMD ["x"]\n' })).results.length, 0);
  assert.ok((await sarifOf({ Dockerfile: flawed }, ['--profile', 'all'])).results.length > 3);
});

test('SARIF of names with everything in them is valid, and its URIs lead back to the files', async () => {
  const names = ['a b', '::error::x,y', '`<b>|&"\'](c)', '100%41#?', 'é', '%2e%2e%2f'];
  const files = Object.fromEntries(names.map((name) => [`${name}/Dockerfile`, flawed]));
  const { results } = await sarifOf(files);
  const uris = new Set(results.map((result) => result.locations[0].physicalLocation.artifactLocation.uri));
  for (const uri of uris) assert.ok(new URL(uri, 'file:///root/').href.startsWith('file:///root/'), uri);
  assert.deepEqual([...uris].map(decodeURIComponent).sort(), Object.keys(files).sort());
});

test('SARIF tells of what could not be read', async () => {
  const run = await sarifOf({ 'a b/Dockerfile': '\x7fELF\0' });
  const [notification] = run.invocations[0].toolExecutionNotifications;
  assert.equal(notification.descriptor.id, 'binary-file');
  assert.equal(notification.locations[0].physicalLocation.artifactLocation.uri, 'a%20b/Dockerfile');
});
