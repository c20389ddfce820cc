// SPDX-License-Identifier: Apache-2.0
// Claude Code without a login and without the network: its commands, and whole sessions whose model is a script on the
// loopback interface.
import assert from 'node:assert/strict';
import { join } from 'node:path';

import { packageDir } from './env.mjs';
import { tempDir } from './fixture.mjs';
import { messagesApi } from './messages_api.mjs';
import { run } from './run.mjs';

const packageName = '@anthropic-ai/claude-code';
export const claudeMissing = packageDir(packageName)
  ? undefined
  : `${packageName} is not installed (npm ci --ignore-scripts in tests/e2e)`;

export class Claude {
  #options;

  // One user of Claude Code with a home of their own, working in `cwd`; `env` is added to what each command gets.
  constructor({ cwd, env = {} }) {
    this.home = tempDir();
    this.#options = { cwd, env };
  }

  // The package's own wrapper finds the binary of this platform, with or without the install script having run.
  run(args, env = {}) {
    return run(process.execPath, [join(packageDir(packageName), 'cli-wrapper.cjs'), ...args], {
      cwd: this.#options.cwd,
      timeout: 90_000,
      env: {
        PATH: process.env.PATH,
        HOME: this.home,
        ANTHROPIC_API_KEY: 'dummy',
        ANTHROPIC_BASE_URL: 'http://127.0.0.1:9', // nobody listens there
        CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
        ...this.#options.env,
        ...env,
      },
    });
  }

  // What a command prints; it must end with `code`.
  async answerOf(args, code = 0) {
    const { code: got, stdout, stderr } = await this.run(args);
    assert.equal(got, code, `claude ${args.join(' ')}: ${stdout}${stderr}`);
    return stdout + stderr;
  }

  // A whole `claude -p`, its model playing `script` (see messages_api.mjs): what it says of itself at the start, its last
  // answer, and the requests that the model got.
  async session(prompt, script, { args = [], env = {} } = {}) {
    const api = await messagesApi(script);
    try {
      const { code, stdout, stderr } = await this.run(
        ['-p', prompt, '--output-format', 'stream-json', '--verbose', ...args],
        { ANTHROPIC_BASE_URL: api.url, ...env },
      );
      assert.equal(code, 0, stdout + stderr);
      const lines = stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line));
      return {
        init: lines.find((line) => line.subtype === 'init'),
        answer: lines.at(-1).result,
        requests: api.requests,
      };
    } finally {
      api.close();
    }
  }
}

// What the model was told by the tools: { tool_use id: { text, isError } }.
export function toolResults(requests) {
  const blocks = requests.flatMap(({ messages }) =>
    messages.flatMap(({ content }) => (Array.isArray(content) ? content : [])),
  );
  const results = {};
  for (const block of blocks.filter(({ type }) => type === 'tool_result')) {
    const text = typeof block.content === 'string' ? block.content : block.content.map((part) => part.text).join('');
    results[block.tool_use_id] = { text, isError: block.is_error === true };
  }
  return results;
}
