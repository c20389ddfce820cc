const version = require('.schema');
const router = require('tiny-router')();

router.get('/', () => `schema ${version}\n`).listen(3000);
