import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const repository = join(import.meta.dirname, '../..');
const program = join(repository, 'node_modules/yaml-language-server/bin/yaml-language-server');

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
}

export interface Diagnostic {
  readonly message: string;
  readonly range: { readonly start: { readonly line: number; readonly character: number } };
}

/** The YAML language server that editors run, over stdio, with as much of its protocol as the tests need. */
export class LanguageServer {
  readonly #process: ChildProcessWithoutNullStreams;
  readonly #answers = new Map<number, (result: unknown) => void>();
  readonly #diagnostics = new Map<string, (diagnostics: readonly Diagnostic[]) => void>();
  #received = Buffer.alloc(0);
  #last = 0;
  readonly #root: string;
  readonly #settings: Readonly<Record<string, unknown>>;

  /** `root`: the folder that the editor has open; `settings`: those of the extension, such as `schemas`. */
  constructor(root = repository, settings: Readonly<Record<string, unknown>> = {}) {
    this.#root = root;
    this.#settings = settings;
    this.#process = spawn(process.execPath, [program, '--stdio'], { stdio: 'pipe' });
    this.#process.stdout.on('data', (chunk: Buffer) => {
      this.#received = Buffer.concat([this.#received, chunk]);
      this.#read();
    });
  }

  async start(): Promise<void> {
    const uri = pathToFileURL(this.#root).href;
    const capabilities = { textDocument: { completion: { completionItem: { snippetSupport: true } } } };
    const folders = [{ uri, name: 'repository' }];
    await this.#ask('initialize', { processId: null, rootUri: uri, capabilities, workspaceFolders: folders });
    this.#send({ method: 'initialized', params: {} });
  }

  /** Opens a document that need not exist, and resolves to its first diagnostics. */
  open(path: string, text: string): Promise<readonly Diagnostic[]> {
    const uri = this.#uriOf(path);
    const document = { uri, languageId: 'yaml', version: 1, text };
    const found = new Promise<readonly Diagnostic[]>((resolve) => this.#diagnostics.set(uri, resolve));
    this.#send({ method: 'textDocument/didOpen', params: { textDocument: document } });
    return found;
  }

  /** What the editor offers at a place, by label. Line and character count from 0. */
  async complete(path: string, line: number, character: number): Promise<readonly string[]> {
    const params = { textDocument: { uri: this.#uriOf(path) }, position: { line, character } };
    const result = (await this.#ask('textDocument/completion', params)) as {
      items: { label: string }[];
    };
    return result.items.map((item) => item.label);
  }

  /** The hover text at a place. */
  async hover(path: string, line: number, character: number): Promise<string> {
    const params = { textDocument: { uri: this.#uriOf(path) }, position: { line, character } };
    const result = (await this.#ask('textDocument/hover', params)) as { contents: { value: string } } | null;
    return result?.contents.value ?? '';
  }

  stop(): void {
    this.#process.kill();
  }

  #ask(method: string, params: unknown): Promise<unknown> {
    this.#last += 1;
    const id = this.#last;
    const answer = new Promise<unknown>((resolve) => this.#answers.set(id, resolve));
    this.#send({ id, method, params });
    return answer;
  }

  #send(message: Message): void {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...message }));
    this.#process.stdin.write(`Content-Length: ${body.length}\r\n\r\n`);
    this.#process.stdin.write(body);
  }

  #read(): void {
    for (;;) {
      const end = this.#received.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/i.exec(this.#received.subarray(0, end).toString())?.[1]);
      if (end === -1 || this.#received.length < end + 4 + length) {
        return;
      }
      const body = this.#received.subarray(end + 4, end + 4 + length).toString();
      this.#received = this.#received.subarray(end + 4 + length);
      this.#receive(JSON.parse(body) as Message);
    }
  }

  #receive(message: Message): void {
    if (message.method === 'textDocument/publishDiagnostics') {
      const { uri, diagnostics } = message.params as { uri: string; diagnostics: readonly Diagnostic[] };
      this.#diagnostics.get(uri)?.(diagnostics);
    } else if (message.method !== undefined && message.id !== undefined) {
      // The server asks the editor for its settings, part by part.
      const asked = message.params as { items?: { section?: string }[] } | undefined;
      const given = ({ section }: { section?: string }): unknown =>
        section === 'yaml' && Object.keys(this.#settings).length > 0 ? this.#settings : null;
      this.#send({ id: message.id, result: asked?.items?.map(given) ?? null });
    } else if (message.id !== undefined) {
      this.#answers.get(message.id)?.(message.result);
    }
  }

  #uriOf(path: string): string {
    return pathToFileURL(join(this.#root, path)).href;
  }
}
