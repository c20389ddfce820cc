const router = require('tiny-router')();

router.get('/', () => 'vault\n').listen(3000);
