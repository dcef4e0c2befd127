import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { workerData } from 'node:worker_threads';

// Somebody who is told, in a thread of their own: the program under test may hold up the thread of the test. What came is a line of
// JSON each in `<folder>/received`; answers are taken from `<folder>/answers`, a JSON object of lists by path, and are 204 after that.

const { folder } = workerData;

const server = createServer((request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => {
    const { url = '', headers } = request;
    const waiting = JSON.parse(readFileSync(`${folder}/answers`, 'utf8'));
    const answer = waiting[url]?.shift() ?? 204;
    writeFileSync(`${folder}/answers`, JSON.stringify(waiting));
    appendFileSync(
      `${folder}/received`,
      `${JSON.stringify({ path: url, headers, body: Buffer.concat(chunks).toString(), answer })}\n`,
    );
    if (answer === 'hang') return;
    if (answer === 'close') request.socket.destroy();
    else
      response
        .writeHead(typeof answer === 'number' ? answer : 307, answer.location === undefined ? {} : answer)
        .end('never read');
  });
});
server.listen(0, '127.0.0.1', () => writeFileSync(`${folder}/port`, String(server.address().port)));
