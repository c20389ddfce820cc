const router = require('tiny-router')();

router.get('/health', () => 'ready\n').listen(Number(process.env.PORT));
