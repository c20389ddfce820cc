// SPDX-License-Identifier: Apache-2.0
// What a client is shown of the tools: small enough for a model's context, and in the subset of JSON Schema that every
// client takes. One bad schema empties the whole list in some clients, so each keyword is held here.
import assert from 'node:assert/strict';
import test, { before } from 'node:test';

import { program } from './lib/env.mjs';
import { tempDir } from './lib/fixture.mjs';
import { nameChecker } from './lib/names.mjs';
import { resultOf, Server } from './lib/pipe.mjs';

const s1 = program();
let listed;

async function listOnce(ask) {
  const server = new Server(s1, { cwd: tempDir() });
  const result = resultOf(await ask(server));
  await server.end();
  return result;
}

before(async () => {
  listed = await listOnce(async (server) => {
    await server.initialize('2025-11-25');
    return server.request('tools/list');
  });
});

const bytes = (value) => Buffer.byteLength(JSON.stringify(value));

test('sizes', () => {
  const seen = listed.tools.map(({ name, description, inputSchema }) => ({ name, description, inputSchema }));
  console.log(`${listed.tools.length} tools: ${bytes(seen)} bytes for a model, ${bytes(listed)} in all`);
  assert.ok(bytes(seen) < 9_000, 'names, descriptions and input schemas');
  assert.ok(bytes(listed) < 20_000, 'the whole of tools/list');
  assert.equal(listed.nextCursor, undefined, 'one page');
});

test('names, descriptions and annotations', () => {
  const names = listed.tools.map((tool) => tool.name);
  assert.deepEqual(names, [...new Set(names)].sort(), 'in order, none twice');
  assert.ok(names.length <= 15);
  for (const tool of listed.tools) {
    assert.match(tool.name, /^[a-z][a-z0-9_]{0,23}$/);
    assert.ok(tool.title?.length > 0, tool.name);
    assert.ok(tool.description.length > 0 && tool.description.length <= 2048, tool.name);
    for (const hint of ['readOnlyHint', 'destructiveHint', 'idempotentHint', 'openWorldHint']) {
      assert.equal(typeof tool.annotations[hint], 'boolean', `${tool.name}: ${hint}`);
    }
    assert.equal(tool.annotations.openWorldHint, false, `${tool.name} reaches nothing beyond the machine`);
  }
  for (const name of ['scan_infra', 'explain_rule', 'read_vsm_state']) {
    assert.equal(listed.tools.find((tool) => tool.name === name).annotations.readOnlyHint, true, name);
  }
  const fix = listed.tools.find((tool) => tool.name === 'fix_findings');
  assert.equal(fix.annotations.readOnlyHint, false, 'fix_findings writes where told');
  assert.equal(fix.inputSchema.properties.write.default, false);
});

const scalar = ['description', 'type', 'default', 'enum'];
const keywords = {
  string: scalar,
  boolean: scalar,
  integer: [...scalar, 'minimum', 'maximum'],
  number: [...scalar, 'minimum', 'maximum'],
  array: ['description', 'type', 'default', 'items'],
  object: ['description', 'type', 'default', 'properties', 'required', 'additionalProperties'],
};

// Throws where a schema is not in the subset (a schema of a property, of items, or a root).
function holdSchema(schema, at) {
  assert.ok(typeof schema === 'object' && schema !== null && !Array.isArray(schema), `${at} is an object`);
  assert.ok(keywords[schema.type], `${at}: type ${JSON.stringify(schema.type)}`);
  for (const key of Object.keys(schema)) assert.ok(keywords[schema.type].includes(key), `${at}: keyword ${key}`);
  if (schema.enum) {
    assert.equal(schema.type, 'string', `${at}: enum of strings`);
    assert.ok(schema.enum.length > 0 && schema.enum.every((value) => typeof value === 'string'), `${at}: enum`);
  }
  if (schema.type === 'array') holdSchema(schema.items, `${at}[]`);
  if (schema.type === 'object') {
    assert.ok(schema.properties, `${at} has properties`);
    for (const [name, property] of Object.entries(schema.properties)) holdSchema(property, `${at}.${name}`);
    for (const name of schema.required ?? []) assert.ok(name in schema.properties, `${at}: required ${name}`);
    if ('additionalProperties' in schema) assert.equal(typeof schema.additionalProperties, 'boolean', at);
  }
}

test('schemas are in the subset that every client takes', () => {
  for (const { name, inputSchema, outputSchema } of listed.tools) {
    assert.equal(inputSchema.type, 'object', name);
    assert.equal(inputSchema.additionalProperties, false, `${name} refuses unknown arguments`);
    for (const [property, schema] of Object.entries(inputSchema.properties)) {
      assert.ok(schema.description?.length > 0, `${name}.${property} is described`);
    }
    assert.equal(outputSchema.type, 'object', name);
    holdSchema(inputSchema, `${name}: input`);
    holdSchema(outputSchema, `${name}: output`);
  }
});

test('instructions and prompts name what there is', async () => {
  const server = new Server(s1, { cwd: tempDir() });
  const { instructions } = resultOf(await server.initialize('2025-11-25'));
  assert.ok(instructions.length <= 2000, `${instructions.length} characters; Claude Code cuts at 2,048`);
  const holdNames = nameChecker(listed.tools);
  holdNames(instructions, 'the instructions');
  for (const { name } of resultOf(await server.request('prompts/list')).prompts) {
    const { messages } = resultOf(await server.request('prompts/get', { name, arguments: { task: 'A task' } }));
    for (const { content } of messages) holdNames(content.text, `the prompt ${name}`);
  }
  for (const { name } of listed.tools) assert.ok(instructions.includes(name), `the instructions name ${name}`);
  await server.end();
});

test('the list is the same on every connection, in both eras', async () => {
  const modern = await listOnce((server) => server.modern('tools/list'));
  assert.deepEqual(modern.tools, listed.tools);
  const old = await listOnce(async (server) => {
    await server.initialize('2024-11-05');
    return server.request('tools/list');
  });
  assert.deepEqual(
    old.tools.map((tool) => tool.name),
    listed.tools.map((tool) => tool.name),
  );
});
