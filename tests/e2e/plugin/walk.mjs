// SPDX-License-Identifier: Apache-2.0
// The whole way of a task through Claude Code: System 3 picks the specialist, which reads the state files, does its work
// with the plugin's tools and hands back its report. Both models are scripts; what the specialist's is shown is kept in
// tests/golden/plugin. S1_UPDATE_GOLDEN=1 writes that anew; read the diff before you commit it.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { Claude, toolResults } from '../lib/claude.mjs';
import { inCi, program, testName } from '../lib/env.mjs';
import { tempDir } from '../lib/fixture.mjs';
import * as plugin from '../lib/plugin.mjs';

const s1 = program();
const example = join(plugin.repositoryDir, 'tests/examples/shop');
const goldenDir = join(plugin.repositoryDir, 'tests/golden/plugin');

// The example as a repository of one commit, the same each time.
function exampleRepository() {
  const dir = tempDir();
  cpSync(example, dir, { recursive: true });
  const date = '2026-01-05T09:00:00Z';
  const env = {
    PATH: process.env.PATH,
    HOME: dir,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_AUTHOR_DATE: date,
    GIT_COMMITTER_DATE: date,
  };
  const git = (...args) =>
    execFileSync('git', ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com', ...args], { cwd: dir, env });
  git('init', '--quiet', '--initial-branch=main');
  git('add', '--all');
  git('commit', '--quiet', '--message=The shop as it is');
  return dir;
}

function compare(name, shown) {
  const got = shown.replace(/\b[0-9a-f]{40}\b/g, 'COMMIT'); // git's, of all that is in the example
  const file = join(goldenDir, name);
  if (process.env.S1_UPDATE_GOLDEN) {
    mkdirSync(goldenDir, { recursive: true });
    writeFileSync(file, got);
    return;
  }
  const wanted = existsSync(file) ? readFileSync(file, 'utf8') : '';
  assert.equal(got, wanted, `${name}: run with S1_UPDATE_GOLDEN=1 to accept`);
}

const text = (text) => [{ type: 'text', text }];
const call = (id, name, input) => [{ type: 'tool_use', id, name, input }];

const order = {
  subagent_type: plugin.agentType,
  description: 'Move the shop to Kubernetes',
  prompt: 'You are picked for the current task; .claude/vsm-state has all that is known of it.',
};

const runbook = `# The storefront cannot scale any further

**Alert:** \`StorefrontAtItsLimit\`. Raise \`maxReplicas\` in \`deploy/overlays/production\` and merge it; Argo CD does the rest.
`;

// What the specialist does in `cwd`: [golden file, tool, arguments].
const workIn = (cwd) => [
  ['1-read_vsm_state.json', 'read_vsm_state', {}],
  ['2-scan_infra.json', 'scan_infra', { limit: 10 }],
  ['3-fix_findings.json', 'fix_findings', { path: 'storefront/Dockerfile', write: true }],
  ['4-harden_dockerfile.json', 'harden_dockerfile', { path: 'storefront/Dockerfile', write: true }],
  [undefined, 'Write', { file_path: join(cwd, 'docs/runbooks/storefront-scaling.md'), content: runbook }],
  ['5-scan_infra.json', 'scan_infra', { detail: 'summary' }],
  [
    '6-emit_report.json',
    'emit_report',
    {
      status: 'completed',
      draft: { handoff: { operational_notes: 'The old machine is kept until the sales week is over.' } },
    },
  ],
];

const isSystem3 = ({ tools }) => tools.some(({ name }) => name === 'Agent');
const texts = ({ messages }) =>
  messages.flatMap(({ content }) => (typeof content === 'string' ? content : content.map((part) => part.text)));

// What an agent's last message is to the one that called it: escaped as XML, in a text of the client's.
function handedBack(request) {
  const [, result] =
    texts(request)
      .join('\n')
      .match(/<result>(.*?)<\/result>/s) ?? [];
  const entities = { '&lt;': '<', '&gt;': '>', '&quot;': '"', '&apos;': "'", '&#39;': "'", '&amp;': '&' };
  return result?.replace(/&[a-z0-9#]+;/g, (entity) => entities[entity] ?? entity);
}

// Both models: System 3 calls the specialist and waits for it; the specialist works and answers with its report.
function models(work) {
  const turns = work.map(({ id, file, tool, args }) => call(id, file ? plugin.toolName(tool) : tool, args));
  let isCalled = false;
  return (request) => {
    if (isSystem3(request)) {
      if (isCalled) return text(handedBack(request) ? 'Taken over.' : 'It is at work.');
      isCalled = true;
      return call('toolu_0', 'Agent', order);
    }
    if (turns.length > 0) return turns.shift();
    const { text: emitted } = toolResults([request])[work.at(-1).id];
    return text(JSON.stringify(JSON.parse(emitted).report));
  };
}

const gitMissing = spawnSync('git', ['--version']).status !== 0 && !inCi;
if (gitMissing) console.log(`skipped: ${testName} (a whole task): git is not installed`);
const options = { timeout: 300_000, skip: gitMissing };

test('from System 3 through the state files and the work to the report', options, async () => {
  const cwd = exampleRepository();
  const claude = new Claude({ cwd, env: { S1_INFRA: s1, ENABLE_TOOL_SEARCH: 'false' } });
  const work = workIn(cwd).map(([file, tool, args], i) => ({ id: `toolu_${i + 1}`, file, tool, args }));
  const args = ['--plugin-dir', plugin.pluginDir, '--allowedTools', plugin.allTools, 'Write'];
  const { answer, requests } = await claude.session('Do the current task.', models(work), { args });
  assert.equal(answer, 'Taken over.');

  const offering = requests.filter(({ tools }) => tools?.length > 0);
  const ofSpecialist = offering.filter((request) => !isSystem3(request));
  const { tools, model, system } = ofSpecialist[0];
  const offered = tools.map(({ name }) => name);
  const wanted = plugin.listOf(plugin.agent.front.tools).filter((name) => name.startsWith('mcp__'));
  assert.deepEqual(offered.filter((name) => name.startsWith('mcp__')).sort(), wanted.sort());
  for (const name of ['Read', 'Edit', 'Write', 'Bash']) assert.ok(offered.includes(name), name);
  assert.match(model, /sonnet/);
  assert.ok(JSON.stringify(system).includes('You are the infrastructure specialist of a Viable System Model'));

  const told = toolResults(ofSpecialist);
  for (const { id, file } of work) {
    const { text: shown, isError } = told[id];
    assert.ok(!isError, shown);
    if (!file) continue;
    assert.ok(!shown.includes(cwd), 'paths are relative to the root');
    compare(file, `${JSON.stringify(JSON.parse(shown), null, 1)}\n`);
  }
  const { report } = JSON.parse(told[work.at(-1).id].text);
  assert.deepEqual(JSON.parse(handedBack(offering.filter(isSystem3).at(-1))), report);
});
