const fs = require('fs');
const http = require('http');

const season = /SEASON=(.*)/.exec(fs.readFileSync('.env', 'utf8'))[1];
const asset = fs.readFileSync('dist/asset.txt', 'utf8');
http.createServer((request, response) => response.end(`season: ${season}, ${asset}`)).listen(3000);
