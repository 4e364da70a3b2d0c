import { createServer, type Server } from 'node:http';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipWriter } from '@zip.js/zip.js/lib/zip-core-native.js';
import type { State } from './state.ts';

export type Files = Readonly<Record<string, string | Uint8Array>>;

/** A zip file as an upload makes it. */
export async function zipOf(files: Files): Promise<Uint8Array> {
  const zip = new ZipWriter(new Uint8ArrayWriter(), { useWebWorkers: false });
  for (const [path, content] of Object.entries(files))
    await zip.add(path, new Uint8ArrayReader(Buffer.from(content)));
  return await zip.close();
}

/** Where the files of artifacts are: another host, which refuses who shows it a token that is meant for GitHub. */
export function storageServer(state: State): Server {
  return createServer(({ url = '', headers }, response) => {
    const [, id, sig] = /^\/(\d+)\.zip\?sig=(.+)$/.exec(url) ?? [];
    const artifact = state.artifacts.find((each) => String(each.id) === id);
    if (headers.authorization !== undefined || !artifact || sig !== `secret-of-${id}`) {
      response.writeHead(headers.authorization === undefined ? 404 : 401).end();
      return;
    }
    response.writeHead(200, { 'content-type': 'application/zip' }).end(artifact.zip);
  });
}
