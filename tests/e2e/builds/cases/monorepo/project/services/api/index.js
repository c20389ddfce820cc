const shared = require('shared');
const router = require('tiny-router')();

router.get('/', () => `shared: ${shared}\n`).listen(3000);
