const fs = require('fs');
const router = require('tiny-router')();

fs.mkdirSync('uploads', { recursive: true });
router
  .get('/', () => {
    fs.writeFileSync('uploads/1', 'a parcel\n');
    return `stored ${fs.readdirSync('uploads').length}\n`;
  })
  .listen(3000);
