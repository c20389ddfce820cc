const fs = require('fs');

const report = fs.openSync('report.txt', 'w');
const count = fs.readdirSync('data').length;
fs.writeSync(report, `${count}\n`);
console.log(`report of ${count} written`);
