// SPDX-License-Identifier: Apache-2.0
// Headless Chromium with a page in it. Whatever the page says, asks for or is forbidden is kept.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { after } from 'node:test';

import { load, packageDir, skip } from './env.mjs';
import { tempDir } from './fixture.mjs';

function chromiumFile() {
  const names = ['chromium-headless-shell', 'chromium', 'chromium-shell', 'google-chrome'];
  const folders = (process.env.PATH ?? '').split(delimiter);
  const files = [process.env.S1_CHROMIUM, ...names.flatMap((name) => folders.map((dir) => join(dir, name)))];
  return files.find((file) => file && existsSync(file));
}

const executablePath = chromiumFile();
if (!executablePath) skip('no Chromium is installed (package chromium-headless-shell, or S1_CHROMIUM)');
const { chromium } = load('playwright-core');
load('axe-core');
const axe = readFileSync(join(packageDir('axe-core'), 'axe.min.js'), 'utf8');

// The sandbox of Chromium asks for more than a container gives to root; what is opened here is a page of our own.
const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
after(() => browser.close());

// Opens the text of a page as a file. `heard`: requests beyond the file, console messages, errors, dialogs.
export async function open(html, options = {}) {
  const file = join(tempDir(), 'report.html');
  writeFileSync(file, html);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, ...options });
  const page = await context.newPage();
  const heard = [];
  page.on('request', (request) => request.url() !== `file://${file}` && heard.push(`request: ${request.url()}`));
  page.on('console', (message) => heard.push(`console: ${message.text()}`));
  page.on('pageerror', (error) => heard.push(`error: ${error.message}`));
  page.on('dialog', (dialog) => (heard.push(`dialog: ${dialog.message()}`), dialog.dismiss()));
  await page.goto(`file://${file}`);
  return { page, heard };
}

// What axe-core finds wrong, a line each.
export async function accessibilityFaults(page) {
  const { violations } = await page.evaluate(`${axe}; axe.run()`);
  return violations.map(({ impact, id, nodes }) => `${impact} ${id}: ${nodes.map((node) => node.html).slice(0, 3)}`);
}
