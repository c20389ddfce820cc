'use strict';
const http = require('http');
module.exports = () => {
  const routes = {};
  const serve = (request, response) => {
    const route = routes[request.url];
    response.statusCode = route ? 200 : 404;
    response.end(route ? String(route(request)) : 'not found\n');
  };
  return {
    get(path, route) {
      routes[path] = route;
      return this;
    },
    listen(port, then) {
      const server = http.createServer(serve).listen(port, then);
      process.on('SIGTERM', () => server.close(() => process.exit(0)));
      return server;
    },
  };
};
