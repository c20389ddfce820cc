// SPDX-License-Identifier: Apache-2.0
// Temporary repositories that the tests scan. Each is removed when the process ends.
import { linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const made = [];
process.on('exit', () => made.forEach((dir) => rmSync(dir, { recursive: true, force: true })));

export function tempDir(files = {}) {
  const dir = mkdtempSync(join(tmpdir(), 's1-e2e-'));
  made.push(dir);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(dir, path)), { recursive: true });
    writeFileSync(join(dir, path), text);
  }
  return dir;
}

// Looks like a GitHub token and is none; joined here so that no scanner of this repository stops at it.
export const secret = ['ghp', 'A9xQ2mLr7TzW4kVb8NcY1sHd5GfJ3pRu6EoX'].join('_');

const flawed = `FROM debian:latest
ENV DEPLOY_TOKEN=${secret}
RUN apt-get update
RUN apt-get install -y curl
ADD app /srv/app
USER root
CMD ["/srv/app"]
`;

const sound = `FROM debian:12.7-slim
WORKDIR /srv
COPY app .
USER 10001
CMD ["/srv/app"]
`;

// Some of what a scan of flawedRepository() must say, as [rule, line] in Dockerfile.
export const expected = [
  ['dockerfile/latest-tag', 1],
  ['dockerfile/add-instead-of-copy', 5],
  ['dockerfile/root-user', 6],
];

export function flawedRepository() {
  return tempDir({ Dockerfile: flawed, 'sound/Dockerfile': sound, 'README.md': '# A service\n' });
}

// A repository whose scan lasts long enough to be interrupted, for its many lines, not its few findings; one a process.
// Its files are hard links, so that little is written.
export const bigRepositoryFiles = 20_000;
let big;
export function bigRepository() {
  if (big) return big;
  const steps = Array.from(
    { length: 20 },
    (_, i) => `RUN make -C "$SRC/part${i}" && make -C "$SRC/part${i}" install\n`,
  );
  big = tempDir({ 'd0/Dockerfile.n0': sound.replace('COPY app .\n', `ARG SRC=/src\nCOPY . /src\n${steps.join('')}`) });
  for (let i = 1; i < bigRepositoryFiles; ++i) {
    const dir = join(big, `d${Math.floor(i / 1000)}`);
    if (i % 1000 === 0) mkdirSync(dir);
    linkSync(join(big, 'd0/Dockerfile.n0'), join(dir, `Dockerfile.n${i}`));
  }
  return big;
}
