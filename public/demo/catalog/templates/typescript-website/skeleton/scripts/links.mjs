// Fails when a page links to a page that is not there.
import { readFile, readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));
const files = await readdir(dist);
let broken = 0;
for (const name of files.filter((name) => name.endsWith('.html'))) {
  const text = await readFile(`${dist}${name}`, 'utf8');
  for (const [, target] of text.matchAll(/(?:href|src)="([^":#]+)"/g)) {
    if (files.includes(target)) continue;
    console.error(`${name} links to ${target}, which is not there.`);
    broken += 1;
  }
}
if (broken) process.exit(1);
console.log('Every link leads somewhere.');
