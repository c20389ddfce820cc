// SPDX-License-Identifier: Apache-2.0
// The Claude Code plugin: its files, its launcher, and both in the real client, whose model is played by a script.
import { claudeMissing } from './lib/claude.mjs';
import { inCi, needNode, testName } from './lib/env.mjs';

needNode(20);
await import('./plugin/files.mjs');
await import('./plugin/launcher.mjs');
if (claudeMissing) {
  console.log(`skipped: ${testName} (in the client): ${claudeMissing}`);
  if (inCi) process.exit(1);
} else {
  await import('./plugin/client.mjs');
  await import('./plugin/walk.mjs');
}
