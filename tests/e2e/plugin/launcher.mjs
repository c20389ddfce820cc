// SPDX-License-Identifier: Apache-2.0
// The launcher of the plugin: what it starts, in which order, and that it never starts itself or what a repository holds.
import assert from 'node:assert/strict';
import { chmodSync, copyFileSync, mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import test from 'node:test';

import { program } from '../lib/env.mjs';
import { tempDir } from '../lib/fixture.mjs';
import { launcher } from '../lib/plugin.mjs';
import { run } from '../lib/run.mjs';

const s1 = program();

// A folder with a program s1-infra that says what it is and what it was given, and ends with 3.
function folderOf(name) {
  const dir = tempDir({ 's1-infra': `#!/bin/sh\necho ${name}\nprintf '<%s>' "$@"\nexit 3\n` });
  chmodSync(join(dir, 's1-infra'), 0o755);
  return dir;
}

// A plugin away from every checkout; its launcher.
function installed(under = 'cache/plugin') {
  const path = join(tempDir(), under, 'bin/s1-infra');
  mkdirSync(dirname(path), { recursive: true });
  copyFileSync(launcher, path);
  return path;
}

const start = (path, env, args = ['--version'], cwd = tempDir()) => run(path, args, { env, cwd, timeout: 10_000 });

async function isRefused(path, env, pattern, cwd) {
  const { code, stdout, stderr } = await start(path, env, [], cwd);
  assert.deepEqual([code, stdout], [127, '']);
  assert.match(stderr, pattern);
  assert.equal(stderr.trimEnd().split('\n').length, 1, stderr);
}

const system = '/usr/bin:/bin';
const missing = /^s1-infra: the program is not installed: .*scripts\/setup.*PATH.*S1_INFRA/;

test('it starts the program on the PATH, with its arguments and exit code', async () => {
  const dir = tempDir();
  symlinkSync(s1, join(dir, 's1-infra'));
  const real = await start(installed(), { PATH: `${dir}:${system}` });
  assert.match(real.stdout, /^s1-infra \d+\.\d+\.\d+\n$/);
  const args = ['call', 'a b', '*', '', '$HOME', '-n'];
  const { code, stdout } = await start(
    installed('with a blank/plugin'),
    { PATH: `${folderOf('path')}:${system}` },
    args,
  );
  assert.equal(stdout, `path\n${args.map((arg) => `<${arg}>`).join('')}`);
  assert.equal(code, 3);
});

test('S1_INFRA goes first, and it must name the program', async () => {
  const PATH = `${folderOf('path')}:${system}`;
  const S1_INFRA = join(folderOf('named'), 's1-infra');
  assert.match((await start(launcher, { PATH, S1_INFRA })).stdout, /^named\n/);
  assert.match((await start(launcher, { PATH, S1_INFRA: '' })).stdout, /^path\n/);
  const cwd = folderOf('repository');
  for (const wrong of ['/nonexistent', dirname(S1_INFRA), launcher, installed(), 's1-infra', './s1-infra'])
    await isRefused(launcher, { PATH, S1_INFRA: wrong }, /S1_INFRA is not the absolute path of the program: /, cwd);
});

test('it starts the program that was built in its checkout, after the PATH', async () => {
  const path = installed('checkout/plugin');
  const built = join(path, '../../../build/release');
  mkdirSync(dirname(built));
  symlinkSync(folderOf('built'), built);
  assert.match((await start(path, { PATH: system })).stdout, /^built\n/);
  assert.match((await start(path, { PATH: `${folderOf('path')}:${system}` })).stdout, /^path\n/);
});

test('without the program it says in one line how to get it', async () => {
  await isRefused(installed(), { PATH: system }, missing);
  await isRefused(installed(), { PATH: '' }, missing);
  const folder = tempDir();
  mkdirSync(join(folder, 's1-infra'));
  await isRefused(installed(), { PATH: folder }, missing);
});

test('it never starts itself or a copy of itself', async () => {
  const [one, other] = [installed(), installed()];
  const link = tempDir();
  symlinkSync(one, join(link, 's1-infra'));
  const launchers = [dirname(one), dirname(other), link].join(':');
  await isRefused(one, { PATH: `${launchers}:${system}` }, missing);
  await isRefused(one, { PATH: launchers }, missing); // where there is nothing but the shell
  assert.match((await start(one, { PATH: `${launchers}:${folderOf('path')}` })).stdout, /^path\n/);
});

test('it starts nothing from the working directory', async () => {
  const cwd = folderOf('repository');
  for (const PATH of [`:${system}`, `.:${system}`, `${system}:`, `${system}::/bin`, `../${cwd.split('/').at(-1)}`])
    await isRefused(installed(), { PATH }, missing, cwd);
});
