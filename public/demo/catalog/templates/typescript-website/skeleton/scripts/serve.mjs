// Serves dist/ to this machine only.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../dist', import.meta.url));
const types = { html: 'text/html', css: 'text/css', js: 'text/javascript', svg: 'image/svg+xml' };
createServer(async (request, response) => {
  const path = new URL(request.url, 'http://localhost').pathname.replace(/\/$/, '/index.html');
  const body = path.includes('..') ? null : await readFile(dist + path).catch(() => null);
  response.writeHead(body ? 200 : 404, { 'content-type': types[path.split('.').pop()] ?? 'text/plain' });
  response.end(body ?? 'Not found');
}).listen(4000, '127.0.0.1', () => console.log('http://localhost:4000'));
