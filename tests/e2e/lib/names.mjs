// SPDX-License-Identifier: Apache-2.0
// Holds text for a model to what there is: each tool, argument and field that it names in snake_case.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { e2eDir } from './env.mjs';

const schemasDir = join(e2eDir, '../../schemas');
export const schema = (name) => JSON.parse(readFileSync(join(schemasDir, `${name}.json`), 'utf8'));

// Adds every property that any part of a schema describes.
function addProperties(part, names) {
  if (typeof part !== 'object' || part === null) return names;
  for (const name of Object.keys(part.properties ?? {})) names.add(name);
  for (const inner of Object.values(part)) addProperties(inner, names);
  return names;
}

// A function (text, what) that fails the test where the text has another word in snake_case; `others` are right too.
export function nameChecker(tools, others = []) {
  const known = new Set([...others, ...tools.map(({ name }) => name)]);
  for (const file of readdirSync(schemasDir)) addProperties(schema(file.replace(/\.json$/, '')), known);
  return (text, what) => {
    const words = text.match(/(?<![\w-])[a-z]+(?:_[a-z]+)+(?![\w-])/g) ?? [];
    for (const word of words) assert.ok(known.has(word), `${what} names ${word}, which is not there`);
    return words.length;
  };
}
