// SPDX-License-Identifier: Apache-2.0
// A Messages API on the loopback interface in place of a model: it plays a script, a turn for each request that offers
// tools, and keeps every request, so that a test sees what the model would have seen. Where several agents talk to it at
// once, the script is a function that gives the turn for a request.
import { createServer } from 'node:http';

const usage = { input_tokens: 1, output_tokens: 1 };

// The server-sent events that stream one assistant message of the given content blocks.
function* events(model, content) {
  const message = {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage,
  };
  yield { type: 'message_start', message };
  for (const [index, block] of content.entries()) {
    const isTool = block.type === 'tool_use';
    const empty = isTool ? { ...block, input: {} } : { ...block, text: '' };
    const delta = isTool
      ? { type: 'input_json_delta', partial_json: JSON.stringify(block.input) }
      : { type: 'text_delta', text: block.text };
    yield { type: 'content_block_start', index, content_block: empty };
    yield { type: 'content_block_delta', index, delta };
    yield { type: 'content_block_stop', index };
  }
  const stop_reason = content.some((block) => block.type === 'tool_use') ? 'tool_use' : 'end_turn';
  yield { type: 'message_delta', delta: { stop_reason, stop_sequence: null }, usage };
  yield { type: 'message_stop' };
}

export async function messagesApi(script) {
  const turns = Array.isArray(script) ? [...script] : undefined;
  const turnFor = turns ? () => turns.shift() : script;
  const requests = [];
  const server = createServer(async (request, response) => {
    let text = '';
    for await (const chunk of request) text += chunk;
    if (request.method !== 'POST' || !request.url.startsWith('/v1/messages')) return response.writeHead(404).end('{}');
    const body = JSON.parse(text);
    requests.push(body);
    const content = (body.tools?.length > 0 && turnFor(body)) || [{ type: 'text', text: 'done' }];
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const event of events(body.model, content))
      response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
    response.end();
  });
  await new Promise((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    requests,
    close: () => server.close().closeAllConnections(),
  };
}
