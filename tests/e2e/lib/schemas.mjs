// SPDX-License-Identifier: Apache-2.0
// Holds messages to the published JSON Schemas of MCP (<shared>/mcp/VERSION.schema.json) and answers of tools to their
// outputSchema. Where ajv or the schemas are absent it says so once and holds nothing.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { e2eDir, inCi, load, packageDir, sharedDir, testName } from './env.mjs';

const resultTypes = {
  initialize: 'InitializeResult',
  ping: 'EmptyResult',
  'server/discover': 'DiscoverResult',
  'tools/list': 'ListToolsResult',
  'tools/call': 'CallToolResult',
  'resources/list': 'ListResourcesResult',
  'resources/templates/list': 'ListResourceTemplatesResult',
  'resources/read': 'ReadResourceResult',
  'prompts/list': 'ListPromptsResult',
  'prompts/get': 'GetPromptResult',
  'completion/complete': 'CompleteResult',
};
const notificationTypes = {
  'notifications/progress': 'ProgressNotification',
  'notifications/subscriptions/acknowledged': 'SubscriptionsAcknowledgedNotification',
};

let ajvMissing = false;
function newAjv(dialect) {
  if (!packageDir('ajv') && !inCi) {
    if (!ajvMissing)
      console.log(`skipped: ${testName} (schemas): ajv is not installed (npm ci --ignore-scripts in tests/e2e)`);
    ajvMissing = true;
    return undefined;
  }
  const Ajv = load(dialect).default;
  return new Ajv({ strict: false, validateFormats: false, allErrors: true });
}

function hold(ajv, validate, value, what) {
  assert.ok(validate(value), `${what}: ${ajv.errorsText(validate.errors)}\n${JSON.stringify(value).slice(0, 2000)}`);
}

// A function (answer, tool's schema) that fails the test where a successful answer of a tool breaks its published
// schema.
export function outputChecker(tools) {
  const ajv = newAjv('ajv/dist/2020.js');
  if (!ajv) return () => {};
  const validators = new Map(tools.map((tool) => [tool.name, ajv.compile(tool.outputSchema)]));
  return (name, result) => {
    if (!result.isError) hold(ajv, validators.get(name), result.structuredContent, `${name} against its outputSchema`);
  };
}

// A function (tool's name, structured content) that holds an answer to schemas/NAME.full.json, which is closed: a field
// that is not in it fails the test.
export function fullChecker() {
  const ajv = newAjv('ajv/dist/2020.js');
  if (!ajv) return () => {};
  const validators = new Map();
  return (name, content) => {
    if (!validators.has(name)) {
      const file = join(e2eDir, '../../schemas', `${name}.full.json`);
      validators.set(name, ajv.compile(JSON.parse(readFileSync(file, 'utf8'))));
    }
    hold(ajv, validators.get(name), content, `${name} against its full schema`);
  };
}

export class Protocol {
  #ajv;
  #root;

  constructor(version) {
    const shared = sharedDir();
    const file = shared && join(shared, 'mcp', `${version}.schema.json`);
    if (!file || !existsSync(file)) {
      console.log(`skipped: ${testName} (messages of ${version}): no schema in the shared folder (S1_SHARED)`);
      return;
    }
    const schema = JSON.parse(readFileSync(file, 'utf8'));
    this.#root = schema.$defs ? '#/$defs/' : '#/definitions/';
    this.#ajv = newAjv(schema.$defs ? 'ajv/dist/2020.js' : 'ajv');
    this.#ajv?.addSchema(schema, 'mcp');
  }

  #hold(type, value, what) {
    const validate = this.#ajv?.getSchema(`mcp${this.#root}${type}`);
    if (this.#ajv) assert.ok(validate, `${type} is not in the schema`);
    if (validate) hold(this.#ajv, validate, value, `${what} against ${type}`);
  }

  // Any message from the server.
  message(message) {
    this.#hold('JSONRPCMessage', message, 'a message');
    const type = notificationTypes[message.method];
    if (type) this.#hold(type, message, message.method);
  }

  result(method, result) {
    this.#hold(resultTypes[method], result, `the result of ${method}`);
  }
}
