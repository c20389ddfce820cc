const fs = require('fs');
const router = require('tiny-router')();

const page = fs.readFileSync(`${__dirname}/dist/index.html`, 'utf8');
router.get('/', () => page).listen(8080);
