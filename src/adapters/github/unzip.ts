import { TenantryError } from '../../core/problem.ts';

export interface ZipLimits {
  readonly entries: number;
  /** Of all files together, unpacked. */
  readonly bytes: number;
}

const usual: ZipLimits = { entries: 1000, bytes: 512 * 1024 * 1024 };

/**
 * The files of a zip file, by path; one that leads out of the folder is refused by the library. `name` begins the
 * messages. Throws TenantryError where it is none, is broken, has two files of one path, or unpacks to too much.
 */
export async function unzip(
  bytes: Uint8Array,
  name: string,
  limits: ZipLimits = usual,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const { Uint8ArrayReader, ZipReader } = await import('@zip.js/zip.js/lib/zip-core-native.js');
  const reader = new ZipReader(new Uint8ArrayReader(bytes), {
    useWebWorkers: false,
    checkSignature: true,
  });
  const files = new Map<string, Uint8Array>();
  let left = limits.bytes;
  const writable = (parts: Uint8Array[]): WritableStream<Uint8Array> =>
    new WritableStream({
      write(part) {
        left -= part.byteLength;
        if (left < 0) throw new Error('too much');
        parts.push(part);
      },
    });
  try {
    let entries = 0;
    for await (const entry of reader.getEntriesGenerator()) {
      if (++entries > limits.entries) throw tooMuch(name, limits);
      if (entry.directory) continue;
      if (entry.encrypted || files.has(entry.filename)) throw new Error('it is not what an upload makes');
      const parts: Uint8Array[] = [];
      await entry.getData(writable(parts));
      files.set(entry.filename, Buffer.concat(parts));
    }
    return files;
  } catch (error) {
    if (left < 0) throw tooMuch(name, limits);
    if (error instanceof TenantryError) throw error;
    throw new TenantryError({
      id: 'artifact-unreadable',
      message: `${name} is no zip file that can be read: ${error instanceof Error ? error.message : String(error)}.`,
      remedy: 'Run the workflow that made it again.',
    });
  } finally {
    await reader.close();
  }
}

function tooMuch(name: string, { entries, bytes }: ZipLimits): TenantryError {
  return new TenantryError({
    id: 'artifact-too-large',
    message: `${name} unpacks to more than ${entries} files or ${Math.floor(bytes / 1024 / 1024)} MiB.`,
    remedy: 'Upload what the plan wrote, and nothing else, in an artifact of its own.',
  });
}
