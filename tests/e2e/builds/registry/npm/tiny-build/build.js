#!/usr/bin/env node
'use strict';
// tiny-build SOURCE TARGET: copies, and says in each file that it was built.
const fs = require('fs');
const path = require('path');
const [source, target] = process.argv.slice(2);
fs.mkdirSync(target, { recursive: true });
for (const name of fs.readdirSync(source)) {
  const text = fs.readFileSync(path.join(source, name), 'utf8');
  fs.writeFileSync(path.join(target, name), name.endsWith('.html') ? text.replace('</body>', '<!-- built --></body>') : `// built\n${text}`);
}
