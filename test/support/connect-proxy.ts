import { createServer } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

/** A proxy for `HTTPS_PROXY`: it takes whoever asks for any host on port 443 to one port of this machine. */
export interface ConnectProxy {
  /** `http://127.0.0.1:PORT` */
  readonly url: string;
  /** The hosts that were asked for, in order. */
  readonly hosts: readonly string[];
  /** The environment of a child process of Node whose HTTPS goes through the proxy and trusts `certificateAuthority`. */
  environment(certificateAuthority: string): Record<string, string>;
  close(): Promise<void>;
}

/**
 * Starts one. Other ports than 443 are refused with 403, and so is what `leave` takes: hosts that a test wants nobody to
 * ask for. `certificateAuthority` of `environment` is the path of a PEM file.
 */
export async function startConnectProxy(
  port: number,
  options: { readonly leave?: (host: string) => boolean } = {},
): Promise<ConnectProxy> {
  const hosts: string[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((_, response) => void response.writeHead(405).end());
  server.on('connect', (request, client: Socket) => {
    const [host = '', asked] = (request.url ?? '').split(':');
    hosts.push(host);
    client.on('error', () => client.destroy());
    if (asked !== '443' || options.leave?.(host)) {
      client.end('HTTP/1.1 403 Forbidden\r\n\r\n');
      return;
    }
    const target = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection Established\r\n\r\n');
      client.pipe(target).pipe(client);
    });
    target.on('error', () => client.destroy());
    target.on('close', () => client.destroy());
    client.on('close', () => target.destroy());
    sockets.add(client).add(target);
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    hosts,
    environment: (certificateAuthority) => ({
      HTTPS_PROXY: url,
      NO_PROXY: '',
      // The fetch of Node looks at HTTPS_PROXY only when told to.
      NODE_USE_ENV_PROXY: '1',
      NODE_EXTRA_CA_CERTS: certificateAuthority,
    }),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
