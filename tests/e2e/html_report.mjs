// SPDX-License-Identifier: Apache-2.0
// The page of `scan --format html` in a real browser: readable in every circumstance, usable with a keyboard, still
// (no network, no errors), and unmoved by what the scanned files hold.
import assert from 'node:assert/strict';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';

import { e2eDir, needNode, program, slack } from './lib/env.mjs';
import { tempDir } from './lib/fixture.mjs';
import { run } from './lib/run.mjs';

needNode(20);
const s1 = program();
const { accessibilityFaults, open } = await import('./lib/browser.mjs');

async function pageOf(cwd, args = []) {
  const { code, stdout, stderr } = await run(s1, ['scan', '--format', 'html', '--profile', 'all', ...args], { cwd });
  assert.ok(code === 0 || code === 1, stderr);
  return stdout;
}

const example = tempDir();
cpSync(join(e2eDir, '../examples/parcel-tracker'), example, { recursive: true });
const html = await pageOf(example);

const circumstances = {
  light: { colorScheme: 'light' },
  dark: { colorScheme: 'dark' },
  narrow: { viewport: { width: 360, height: 740 }, hasTouch: true },
  'narrow and dark': { viewport: { width: 360, height: 740 }, colorScheme: 'dark' },
  'reduced motion': { reducedMotion: 'reduce' },
  'forced colours': { forcedColors: 'active' },
};
for (const [name, options] of Object.entries(circumstances))
  test(`${name}: accessible, still, and no wider than the screen`, async () => {
    const { page, heard } = await open(html, options);
    await page.locator('#expand').click();
    for (const summary of await page.locator('main summary').all()) await summary.click();
    assert.deepEqual(await accessibilityFaults(page), []);
    const width = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(width[0] <= width[1], `scrolls sideways: ${width}`);
    assert.deepEqual(heard, []);
  });

test('the theme button changes the theme, and its colours are accessible too', async () => {
  const { page } = await open(html, { colorScheme: 'light' });
  const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const light = await paper();
  await page.locator('#theme').focus();
  await page.keyboard.press('Enter');
  assert.notEqual(await paper(), light);
  assert.equal(await page.locator('#theme').textContent(), 'Light theme');
  assert.deepEqual(await accessibilityFaults(page), []);
});

test('printed: all details are there, and nothing to press', async () => {
  const { page, heard } = await open(html);
  await page.emulateMedia({ media: 'print' });
  const visible = (selector) => page.locator(selector).first().isVisible();
  assert.ok(await visible('.details .source'));
  for (const selector of ['#filter', '#theme', '.sections']) assert.equal(await visible(selector), false, selector);
  assert.deepEqual(await accessibilityFaults(page), []);
  assert.ok((await page.pdf({ format: 'A4' })).length > 10_000);
  assert.deepEqual(heard, []);
});

test('without script everything is shown, and no control that would do nothing', async () => {
  const { page } = await open(html, { javaScriptEnabled: false });
  assert.equal(await page.locator('.details').first().isVisible(), true);
  assert.equal(await page.locator('details:not([open])').count(), 0);
  for (const selector of ['#filter', '#theme']) assert.equal(await page.locator(selector).isVisible(), false);
});

test('findings are filtered, sorted and unfolded with the keyboard alone', async () => {
  const { page } = await open(html);
  const count = () => page.locator('#filter-count').textContent();
  const shown = page.locator('tbody.finding:not([hidden])');
  const all = await shown.count();
  assert.ok(all > 3);
  assert.equal(await count(), `${all} of ${all} shown`);

  await page.keyboard.press('Tab');
  assert.equal(await page.evaluate(() => document.activeElement.className), 'skip');
  await page.keyboard.press('Enter');
  assert.equal(await page.evaluate(() => document.activeElement.id), 'main');

  await page.locator('#filter-text').focus();
  await page.keyboard.type('no such words anywhere');
  await page.locator('#filter-none').waitFor();
  assert.equal(await count(), `0 of ${all} shown`);
  await page.keyboard.press('Control+A');
  const rule = await page.locator('.rule a').first().textContent();
  await page.keyboard.type(rule.toUpperCase());
  await page.waitForFunction((before) => document.getElementById('filter-count').textContent !== before, `0 of ${all} shown`);
  assert.ok((await shown.count()) >= 1 && (await shown.count()) < all);
  await page.keyboard.press('Control+A');
  await page.keyboard.press('Delete');
  await page.waitForFunction((n) => document.getElementById('filter-count').textContent === `${n} of ${n} shown`, all);

  const places = () => page.locator('tbody.finding .place').evaluateAll((cells) => cells.map((cell) => cell.dataset.key));
  const header = page.locator('#finding-list th', { hasText: 'Place' });
  await header.locator('button').focus();
  await page.keyboard.press('Enter');
  assert.equal(await header.getAttribute('aria-sort'), 'ascending');
  const ascending = await places();
  const compare = new Intl.Collator('en', { numeric: true }).compare;
  assert.deepEqual(ascending, [...ascending].sort(compare));
  await page.keyboard.press('Space');
  assert.equal(await header.getAttribute('aria-sort'), 'descending');
  assert.deepEqual(await places(), [...ascending].sort((a, b) => compare(b, a)));
  assert.equal(await page.locator('#finding-list [aria-sort]').count(), 1);

  const fold = page.locator('.fold').first();
  await fold.focus();
  assert.equal(await fold.getAttribute('aria-expanded'), 'false');
  await page.keyboard.press('Enter');
  assert.equal(await fold.getAttribute('aria-expanded'), 'true');
  assert.ok(await page.locator('.details:not([hidden]) .source').first().isVisible());
});

test('a link to a finding or a rule opens what it leads to', async () => {
  const { page } = await open(html);
  // What follows a link is told of by an event, and so comes a moment after the click.
  await page.locator('.concerns a').first().click();
  await page.locator('#f1 .details').waitFor({ timeout: 5_000 });
  await page.locator('#f1 .rule a').click();
  const id = (await page.locator('#f1 .rule a').getAttribute('href')).slice(1);
  await page.waitForFunction((rule) => document.getElementById(rule).open, id, { timeout: 5_000 });
});

test('the page of emit_report is accessible, fits, and its head leads to the evidence', async () => {
  const shop = tempDir();
  cpSync(join(e2eDir, '../examples/shop'), shop, { recursive: true });
  const { code, stderr } = await run(s1, ['call', 'emit_report', '{"format":"html","output":"report.html"}'], { cwd: shop });
  assert.equal(code, 0, stderr);
  const work = readFileSync(join(shop, 'report.html'), 'utf8');
  for (const options of [{}, { viewport: { width: 360, height: 740 }, colorScheme: 'dark' }]) {
    const { page, heard } = await open(work, options);
    assert.equal(await page.locator('#evidence table').isVisible(), false);
    await page.locator('.status a[href="#evidence"]').click();
    await page.locator('#evidence table').waitFor();
    await page.evaluate(() => document.querySelectorAll('details').forEach((each) => (each.open = true)));
    assert.deepEqual(await accessibilityFaults(page), []);
    const width = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(width[0] <= width[1], `scrolls sideways: ${width}`);
    assert.deepEqual(heard, []);
  }
});

const attack = '"><img src=x onerror=alert(1)><script>alert(2)</script><svg onload=alert(3)>';
const hostileDockerfile = `FROM debian:latest AS ${'a'.repeat(3)}
LABEL x="${attack.replaceAll('"', "'")}" y=\u202ejavascript:alert(4)
RUN apt-get install -y curl && echo '</script></style>${attack.replaceAll("'", '')}'
ADD ${attack.replaceAll(' ', '')} javascript:alert(5) /srv/
USER root
`;

test('a hostile repository is text, whatever its names and files hold', async () => {
  const names = [attack, 'javascript:alert(6)', '\u202egnp.exe', "' onmouseover='alert(7)", '&lt;b&gt;', '#f1'];
  const files = Object.fromEntries(names.map((name) => [`${name}/Dockerfile`, hostileDockerfile]));
  files['compose.yaml'] = `services:\n  '${attack}':\n    image: '${attack}'\n    ports: ['8080:80']\n`;
  const { page, heard } = await open(await pageOf(tempDir(files)), { viewport: { width: 360, height: 740 } });
  await page.locator('#expand').click();
  for (const each of await page.locator('main summary').all()) await each.click();
  await page.evaluate(() => document.querySelectorAll('*').forEach((e) => e.dispatchEvent(new Event('mouseover'))));
  assert.equal(await page.locator('script').count(), 1);
  assert.equal(await page.locator('img, iframe, object, embed, link, base, form[action]').count(), 0);
  const links = await page.locator('a').evaluateAll((all) => all.map((a) => a.getAttribute('href')));
  for (const link of links) assert.match(link, /^(#|https:\/\/)/);
  const handlers = await page.evaluate(() =>
    [...document.querySelectorAll('*')].flatMap((e) => e.getAttributeNames().filter((name) => /^(on|style$|src$)/.test(name))),
  );
  assert.deepEqual(handlers, []);
  assert.ok(!(await page.content()).includes('\u202e'));
  assert.ok((await page.locator('main').textContent()).includes('<img src=x onerror=alert(1)>'));
  const width = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(width[0] <= width[1], `scrolls sideways: ${width}`);
  assert.deepEqual(await accessibilityFaults(page), []);
  assert.deepEqual(heard, []);
});

test('a page of ten thousand findings stays usable', async () => {
  const steps = Array.from({ length: 20 }, (_, i) => `ADD file${i} /srv/${i}\n`).join('');
  const files = Object.fromEntries(Array.from({ length: 500 }, (_, i) => [`d${i}/Dockerfile`, `FROM debian:12.7\n${steps}`]));
  const large = await pageOf(tempDir(files), ['--rule', 'dockerfile/add-instead-of-copy']);
  assert.ok(large.includes('10000 findings') || large.includes('of 10000 are listed'), large.slice(20_000, 21_000));
  const begin = performance.now();
  const { page, heard } = await open(large);
  await page.locator('#filter-count').waitFor();
  const loaded = performance.now();
  await page.locator('#filter-text').fill('d499');
  await page.locator('#filter-none').waitFor();
  const filtered = performance.now();
  console.log(`${large.length} bytes: open ${Math.round(loaded - begin)} ms, filter ${Math.round(filtered - loaded)} ms`);
  assert.ok(loaded - begin < 4_000 * slack);
  assert.ok(filtered - loaded < 1_500 * slack);
  assert.deepEqual(heard, []);
});
