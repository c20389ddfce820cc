const router = require('tiny-router')();

router.get('/', () => 'tickets\n').listen(3000);
