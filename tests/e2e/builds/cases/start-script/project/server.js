require('http')
  .createServer((request, response) => response.end('queue\n'))
  .listen(3000, () => console.log('listening'));
