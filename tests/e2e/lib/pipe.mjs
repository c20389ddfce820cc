// SPDX-License-Identifier: Apache-2.0
// The server over its pipes and nothing in between: what is sent is exactly what is written, and every line that comes
// back is kept.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { afterEach } from 'node:test';

import { slack } from './env.mjs';

// A test that fails leaves its servers behind; they go with it.
const children = new Set();
const killAll = () => children.forEach((child) => child.kill('SIGKILL'));
afterEach(killAll);
process.on('exit', killAll);

export const modernVersion = '2026-07-28';
export const legacyVersions = ['2024-11-05', '2025-03-26', '2025-06-18', '2025-11-25'];
const clientInfo = { name: 's1-e2e', version: '1.0.0' };

export const modernMeta = {
  'io.modelcontextprotocol/protocolVersion': modernVersion,
  'io.modelcontextprotocol/clientCapabilities': {},
  'io.modelcontextprotocol/clientInfo': clientInfo,
};

export const delay = (ms) => new Promise((done) => setTimeout(done, ms));

// What `promise` gives within `ms`, else undefined.
export function within(ms, promise) {
  let timer;
  const late = new Promise((done) => (timer = setTimeout(done, ms)));
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

// The processor time that a process has used, in ms.
export function cpuTime(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').replace(/.*\) /s, '').split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10; // 100 ticks a second
}

export class Server {
  messages = [];
  stderr = '';
  onMessage = () => {};
  #nextId = 0; // 0 is an id that clients really begin with
  #rest = '';
  #waiting = [];

  // options: those of child_process.spawn, and args.
  constructor(program, { args = ['mcp'], ...options } = {}) {
    this.child = spawn(program, args, options);
    children.add(this.child);
    this.exited = once(this.child, 'close').then(([code, signal]) => {
      children.delete(this.child);
      for (const { fail } of this.#waiting.splice(0))
        fail(new Error(`the server ended (${code ?? signal}): ${this.stderr}`));
      return { code, signal };
    });
    this.child.stdin?.on('error', () => {}); // a server that has gone is seen through `exited`
    this.child.stdout?.setEncoding('utf8').on('data', (text) => this.#read(text));
    this.child.stderr?.setEncoding('utf8').on('data', (text) => (this.stderr += text));
  }

  #read(text) {
    const lines = (this.#rest + text).split('\n');
    this.#rest = lines.pop();
    for (const line of lines) {
      const message = JSON.parse(line); // stdout carries the protocol alone: anything else fails the test here
      this.messages.push(message);
      this.onMessage(message);
      this.#waiting = this.#waiting.filter(({ wants, done }) => !wants(message) || void done(message));
    }
  }

  get unfinishedLine() {
    return this.#rest;
  }

  write(text) {
    this.child.stdin.write(text);
  }

  send(message) {
    this.write(`${JSON.stringify(message)}\n`);
  }

  // The next message that `wants` accepts.
  next(wants, timeout = 10_000) {
    return new Promise((done, fail) => {
      const timer = setTimeout(() => fail(new Error('no answer in time')), timeout * slack);
      const settle = (f) => (value) => (clearTimeout(timer), f(value));
      this.#waiting.push({ wants, done: settle(done), fail: settle(fail) });
    });
  }

  // The whole answer, result or error.
  request(method, params, { id = this.#nextId++, timeout } = {}) {
    const answer = this.next((message) => message.id === id && !('method' in message), timeout);
    this.send({ jsonrpc: '2.0', id, method, ...(params && { params }) });
    return answer;
  }

  notify(method, params) {
    this.send({ jsonrpc: '2.0', method, ...(params && { params }) });
  }

  async initialize(protocolVersion) {
    const answer = await this.request('initialize', { protocolVersion, capabilities: {}, clientInfo });
    this.notify('notifications/initialized');
    return answer;
  }

  modern(method, params = {}, options) {
    return this.request(method, { ...params, _meta: { ...modernMeta, ...params._meta } }, options);
  }

  // Closes stdin; the server must finish what it runs and end with 0.
  async end(timeout = 10_000) {
    this.child.stdin.end();
    const ended = await within(timeout * slack, this.exited);
    assert.deepEqual(ended, { code: 0, signal: null }, `at the end of input: ${this.stderr}`);
    assert.equal(this.#rest, '', 'an unfinished line at the end');
  }
}

export function resultOf(answer) {
  assert.ok('result' in answer, `an error: ${JSON.stringify(answer.error)}`);
  return answer.result;
}
