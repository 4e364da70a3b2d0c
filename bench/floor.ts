import { readFileSync } from 'node:fs';

/** The least that reading a tenant costs: the pages of a plan, fetched one after the other and parsed, nothing else. */
const [file = ''] = process.argv.slice(2);
const urls = JSON.parse(readFileSync(file, 'utf8')) as string[];
let bytes = 0;
for (const url of urls) {
  const answer = await fetch(url, {
    headers: { authorization: 'Bearer bench', ConsistencyLevel: 'eventual' },
  });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`);
  const text = await answer.text();
  bytes += text.length;
  JSON.parse(text);
}
process.stdout.write(`${bytes}\n`);
