// SPDX-License-Identifier: Apache-2.0
// What a test here is given: the program under test (first argument or S1_INFRA), the npm packages of package.json, the
// shared folder, and one way to be skipped.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const e2eDir = dirname(dirname(fileURLToPath(import.meta.url)));
export const testName = `e2e_${basename(process.argv[1], '.mjs')}`;
export const inCi = process.env.CI === 'true';

// Sanitizers and emulation are slow; every limit of time is multiplied by this.
export const slack = Number(process.env.S1_TIME_FACTOR ?? 1);

// The exit code that tests.cmake calls skipped. On CI everything that is asked for is installed, so nothing may be
// missing.
export function skip(why) {
  console.log(`skipped: ${testName}: ${why}`);
  process.exit(inCi ? 1 : 77);
}

export const modulesDir = resolve(process.env.S1_E2E_MODULES ?? join(e2eDir, 'node_modules'));
const requireFrom = createRequire(join(modulesDir, 'from-here.js'));

export function packageDir(name) {
  const dir = join(modulesDir, name);
  return existsSync(join(dir, 'package.json')) ? dir : undefined;
}

export function load(specifier) {
  const name = specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
  if (!packageDir(name)) skip(`${name} is not installed (npm ci --ignore-scripts in tests/e2e)`);
  return requireFrom(specifier);
}

// Where this Node is too old (Debian 12 has 18) and npm has brought a newer one, the test starts again under that.
export function needNode(major) {
  const isOld = Number(process.versions.node.split('.')[0]) < major;
  if (!isOld) return;
  const newer = join(modulesDir, `node-linux-${process.arch}`, 'bin/node');
  if (!existsSync(newer)) skip(`needs Node ${major}, this is ${process.versions.node}`);
  process.exit(spawnSync(newer, process.argv.slice(1), { stdio: 'inherit' }).status ?? 1);
}

export function program() {
  const path = process.argv[2] ?? process.env.S1_INFRA;
  if (!path || !existsSync(path)) {
    console.error(`usage: node ${basename(process.argv[1])} PATH-OF-s1-infra (or S1_INFRA=PATH)`);
    process.exit(2);
  }
  return resolve(path);
}

// The folder of shared material: S1_SHARED, else beside the checkout.
export function sharedDir() {
  const dir = resolve(process.env.S1_SHARED ?? join(e2eDir, '../../../shared'));
  return existsSync(dir) ? dir : undefined;
}
