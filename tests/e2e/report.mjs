// SPDX-License-Identifier: Apache-2.0
// The specialist's report over the server's own pipes: what git and the files show, what a draft may say, what it costs
// to be complete, and where it is written.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { program } from './lib/env.mjs';
import { secret, tempDir } from './lib/fixture.mjs';
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
  const call = async (args) => {
    const result = resultOf(await server.request('tools/call', { name: 'emit_report', arguments: args }));
    holdPublished('emit_report', result);
    if (!result.isError) holdFull('emit_report', result.structuredContent);
    return result;
  };
  return { server, call };
}

const dockerfile = `FROM debian:12.7-slim
WORKDIR /srv
COPY app .
USER 10001
CMD ["sh", "/srv/app"]
`;
const workflow = `name: build
on: [push, workflow_dispatch]
permissions: {contents: read}
jobs:
  test:
    runs-on: ubuntu-24.04
    steps: [{run: make test}]
  image:
    needs: test
    runs-on: ubuntu-24.04
    steps: [{run: make image}]
`;
const terraform = 'resource "aws_sqs_queue" "orders" {\n  name = "orders"\n}\n';

function git(cwd, ...args) {
  const env = { PATH: process.env.PATH, HOME: cwd, GIT_CONFIG_NOSYSTEM: '1' };
  const who = ['-c', 'user.name=Ann', '-c', 'user.email=ann@example.com', '-c', 'init.defaultBranch=main'];
  return execFileSync('git', [...who, ...args], { cwd, env, encoding: 'utf8' }).trim();
}

// A repository with a commit, and work on top of it.
function repository() {
  const dir = tempDir({ Dockerfile: dockerfile, app: '#!/bin/sh\n', 'old.tf': terraform, 'gone.txt': 'x\n', '.gitignore': '*.log\n' });
  git(dir, 'init', '-q');
  git(dir, 'add', '.');
  git(dir, 'commit', '-q', '-m', 'first');
  return dir;
}
function work(dir) {
  appendFileSync(join(dir, 'Dockerfile'), 'STOPSIGNAL SIGTERM\n');
  renameSync(join(dir, 'old.tf'), join(dir, 'queue.tf'));
  appendFileSync(join(dir, 'queue.tf'), terraform.replaceAll('orders', 'returns'));
  rmSync(join(dir, 'gone.txt'));
  execFileSync('mkdir', ['-p', join(dir, '.github/workflows')]);
  writeFileSync(join(dir, '.github/workflows/build.yml'), workflow);
  writeFileSync(join(dir, 'noise.log'), 'x');
}

const gapFields = (answer) => answer.gaps.map((gap) => gap.field);

test('what was made is what git says, and every claim has its place', options, async () => {
  const dir = repository();
  work(dir);
  const { server, call } = await session(dir);
  const answer = (await call({ status: 'completed' })).structuredContent;
  const { report } = answer;
  assert.equal(report.status, 'completed', JSON.stringify(answer.gaps));
  assert.deepEqual(report.implementation.files_created, ['.github/workflows/build.yml']);
  assert.deepEqual(report.implementation.files_modified, ['Dockerfile', 'queue.tf']);
  assert.deepEqual(report.implementation.resources_provisioned, ['aws_sqs_queue.returns']);
  assert.deepEqual(report.ci_cd.pipeline_stages, ['test', 'image']);
  assert.match(report.ci_cd.triggers, /push/);
  assert.match(report.handoff.operational_notes, /gone\.txt/);
  assert.equal(answer.base, git(dir, 'rev-parse', 'HEAD'));
  for (const each of answer.evidence) {
    if (!each.path) continue;
    const lines = readFileSync(join(dir, each.path), 'utf8').split('\n').length;
    assert.ok((each.line ?? 1) <= lines, JSON.stringify(each));
  }
  await server.end();
});

test('completed with an open gap is partial, and the gap says why', options, async () => {
  const dir = repository();
  const { server, call } = await session(dir);
  const idle = (await call({ status: 'completed' })).structuredContent;
  assert.equal(idle.report.status, 'partial');
  assert.deepEqual(gapFields(idle), ['implementation.files_modified']);

  work(dir);
  const asked = (await call({ status: 'completed', input: { task: 'Move to GitLab', context: { ci_system: 'gitlab-ci' } } })).structuredContent;
  assert.equal(asked.report.status, 'partial');
  assert.deepEqual(gapFields(asked), ['ci_cd.pipeline_stages']);

  writeFileSync(join(dir, 'Dockerfile'), dockerfile.replace('USER 10001\n', 'ENV DEPLOY_TOKEN=' + secret + '\n'));
  const leaking = await call({ status: 'completed' });
  assert.equal(leaking.structuredContent.report.status, 'partial');
  assert.ok(gapFields(leaking.structuredContent).includes('security.hardening'));
  assert.ok(!JSON.stringify(leaking).includes(secret));
  await server.end();
});

test('a draft is checked against the repository', options, async () => {
  const dir = repository();
  work(dir);
  const { server, call } = await session(dir);
  const draft = {
    implementation: { files_created: ['.github/workflows/build.yml', 'deploy/missing.yaml'] },
    ci_cd: { pipeline_stages: ['test', 'Image', 'canary'] },
    monitoring: { alerts: ['QueueTooLong'] },
    handoff: { operational_notes: 'The queue is drained by hand on Mondays' },
  };
  const answer = (await call({ draft, status: 'completed' })).structuredContent;
  assert.equal(answer.report.status, 'partial');
  assert.deepEqual(gapFields(answer), ['implementation.files_created', 'ci_cd.pipeline_stages', 'monitoring.alerts']);
  assert.deepEqual(answer.report.ci_cd.pipeline_stages, ['test', 'image']);
  assert.match(answer.report.handoff.operational_notes, /^The queue is drained by hand on Mondays\. /);
  assert.deepEqual(answer.unverified.map((each) => each.field), ['handoff.operational_notes']);

  const wrong = await call({ draft: { securty: {} } });
  assert.ok(wrong.isError);
  assert.match(wrong.content[0].text, /securty/);
  assert.match(wrong.content[0].text, /security/);
  await server.end();
});

test('each audience gets its own sections', options, async () => {
  const dir = repository();
  const { server, call } = await session(dir);
  for (const [audience, titles] of Object.entries({
    reviewer: ['Security considerations', 'Cost implications', 'Reliability design'],
    backend: ['Deployment configuration', 'Environment variables', 'Scaling'],
    database: ['Database deployment', 'Backup', 'Connections'],
    operations: ['Runbooks', 'Alerts', 'Rollback'],
  })) {
    const { view } = (await call({ audience })).structuredContent;
    assert.deepEqual(view.sections.map((section) => section.title), titles);
  }
  await server.end();
});

test('a report is written where it is asked for, and never over anything else', options, async () => {
  const dir = repository();
  work(dir);
  const { server, call } = await session(dir);
  for (const [format, file] of [['json', 'report.json'], ['markdown', 'report.md'], ['html', 'report.html']]) {
    const answer = (await call({ format, output: file })).structuredContent;
    assert.deepEqual([answer.files[0].path, answer.files[0].action], [file, 'create']);
    assert.ok(!answer.report.implementation.files_created.includes(file), 'the report is no part of the work');
    const text = readFileSync(join(dir, file), 'utf8');
    assert.equal(Buffer.byteLength(text), answer.files[0].bytes);
    if (format === 'json') assert.deepEqual(JSON.parse(text), answer.report);
  }
  assert.ok((await call({ format: 'html' })).isError, 'html needs output');
  assert.ok((await call({ output: 'Dockerfile' })).isError, 'no report lies there');
  assert.ok((await call({ output: '../report.json' })).isError, 'outside of the root');
  assert.ok(!existsSync(join(dir, '../report.json')));
  const markdown = (await call({ format: 'markdown' })).structuredContent.markdown;
  assert.match(markdown, /^# Infrastructure report: /);
  assert.match(markdown, /```mermaid\nflowchart LR\n/);
  await server.end();
});

test('a report is no work: the next one is not complete because of it', options, async () => {
  const dir = repository();
  const { server, call } = await session(dir);
  for (const [format, file] of [['json', 'a.json'], ['markdown', 'a.md'], ['html', 'a.html']]) await call({ format, output: file });
  const { report, gaps } = (await call({ status: 'completed' })).structuredContent;
  assert.deepEqual(report.implementation.files_created, []);
  assert.equal(report.status, 'partial');
  assert.ok(gaps.some(({ why }) => why.startsWith('no file differs from the base')), JSON.stringify(gaps));
  assert.ok((await call({ format: 'markdown', output: '.git/a.md' })).isError, "git's folder");
  await server.end();
});

test('outside of git the draft says what was made', options, async () => {
  const dir = tempDir({ Dockerfile: dockerfile, app: '#!/bin/sh\n' });
  const { server, call } = await session(dir);
  const silent = (await call({ status: 'completed' })).structuredContent;
  assert.equal(silent.report.status, 'partial');
  const said = (await call({ status: 'completed', draft: { implementation: { files_created: ['Dockerfile'] } } })).structuredContent;
  assert.deepEqual(said.report.implementation.files_created, ['Dockerfile']);
  assert.equal(said.report.status, 'completed', JSON.stringify(said.gaps));
  const since = await call({ since: 'main' });
  assert.ok(since.isError, 'a reference needs a repository');
  await server.end();
});

test('before the first commit every file but the state is new', options, async () => {
  const dir = tempDir({ Dockerfile: dockerfile, app: '#!/bin/sh\n', '.claude/vsm-state/current-task.json': '{"id":"1","description":"Ship it"}' });
  git(dir, 'init', '-q');
  const { server, call } = await session(dir);
  const { report } = (await call({})).structuredContent;
  assert.deepEqual(report.implementation.files_created, ['Dockerfile', 'app']);
  await server.end();
});
