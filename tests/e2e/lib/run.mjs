// SPDX-License-Identifier: Apache-2.0
// A command run to its end, within a time.
import { spawn } from 'node:child_process';

import { within } from './pipe.mjs';

// { code, stdout, stderr }; a command that is late is killed with all its children, and fails.
export async function run(command, args, { timeout = 60_000, ...options } = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], detached: true, ...options });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text) => (stderr += text));
  const ended = new Promise((done, fail) =>
    child.on('error', fail).on('close', (code, signal) => done(code ?? signal)),
  );
  const code = await within(timeout, ended);
  if (code === undefined) {
    process.kill(-child.pid, 'SIGKILL');
    throw new Error(`${command} ${args.join(' ')}: not done in ${timeout} ms\n${stdout}\n${stderr}`);
  }
  return { code, stdout, stderr };
}
