'use strict';
const router = require('tiny-router')();

router.get('/parcels', () => 'parcels: 3\n').listen(process.env.PORT || 3000, () => console.log('listening'));
