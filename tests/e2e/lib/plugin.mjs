// SPDX-License-Identifier: Apache-2.0
// What the Claude Code plugin of this repository consists of, as its files say.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

import { e2eDir } from './env.mjs';

export const repositoryDir = join(e2eDir, '../..');
export const pluginDir = join(repositoryDir, 'plugin');
export const launcher = join(pluginDir, 'bin/s1-infra');

const json = (path) => JSON.parse(readFileSync(path, 'utf8'));
export const marketplace = json(join(repositoryDir, '.claude-plugin/marketplace.json'));
export const manifest = json(join(pluginDir, '.claude-plugin/plugin.json'));
export const { mcpServers } = json(join(pluginDir, '.mcp.json'));

// How Claude Code names things of this plugin.
export const pluginId = `${manifest.name}@${marketplace.name}`;
const [serverKey] = Object.keys(mcpServers);
export const serverName = `plugin:${manifest.name}:${serverKey}`;
export const allTools = `mcp__plugin_${manifest.name}_${serverKey}`;
export const toolName = (tool) => `${allTools}__${tool}`;

// A Markdown file of the plugin: { path, front: { key: value as written }, body }.
function page(path) {
  const [, front, body] = readFileSync(path, 'utf8').match(/^---\n(.*?)\n---\n(.*)$/s);
  const entries = front.split('\n').map((line) => line.match(/^([a-z-]+): (.*)$/).slice(1));
  return { path: relative(repositoryDir, path), front: Object.fromEntries(entries), body };
}

export const agent = page(join(pluginDir, 'agents/s1-infrastructure.md'));
export const agentType = `${manifest.name}:${agent.front.name}`;
export const skills = readdirSync(join(pluginDir, 'skills'))
  .sort()
  .map((name) => page(join(pluginDir, 'skills', name, 'SKILL.md')));
export const pages = [agent, ...skills];

export const listOf = (value) => value.split(/, */);

// The fenced blocks of a language in a page, in order.
export const blocks = ({ body }, language) =>
  [...body.matchAll(/^```(\w*)\n(.*?)^```$/gms)].filter((m) => m[1] === language).map((m) => m[2]);
