// Team APIs that are hosts of their own: real servers on ports of the loopback interface, each an
// origin, each with its own way to be ill.

import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';

/** What a host can be like. */
export type Health = 'healthy' | 'slow (3 s)' | 'failing (500)' | 'hanging' | 'malformed' | 'unreachable';

const SLOW = 3200;

/** A host that hands on what another server has below an address, in its own time and way. */
export class Host {
  health: Health = 'healthy';
  /** When it answered for the first time since [`forget`], in milliseconds since 1970; 0 before. */
  answered = 0;
  /** What a slow one waits for besides its time: somebody who has still to look. */
  held: Promise<unknown> = Promise.resolve();
  private asked = 0;
  private readonly open = new Set<ServerResponse>();

  private constructor(
    readonly name: string,
    private readonly behind: string,
    private readonly server: Server,
    readonly address: string,
  ) {}

  static async start(name: string, behind: string): Promise<Host> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const host = new Host(name, behind, server, `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    server.on('request', (request, response) => void host.answer(request, response));
    return host;
  }

  /** From now on it is like this. */
  becomes(health: Health): void {
    this.health = health;
    this.answered = 0;
    this.asked = 0;
    for (const response of this.open) response.destroy();
    this.open.clear();
  }

  stop(): void {
    this.server.closeAllConnections();
    this.server.close();
  }

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    this.asked ||= Date.now();
    const { health } = this;
    // The connection ends before a byte was sent, as where nobody listens behind a gateway.
    if (health === 'unreachable') return void request.socket.destroy();
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('access-control-allow-headers', '*');
    if (request.method === 'OPTIONS') return void response.writeHead(204).end();
    if (health === 'hanging') {
      this.open.add(response);
      return;
    }
    // Whoever is asked while the page opens takes so long.
    if (health === 'slow (3 s)') {
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, this.asked + SLOW - Date.now())));
      await this.held;
    }
    this.answered ||= Date.now();
    if (health === 'failing (500)') return void response.writeHead(500).end();
    response.setHeader('content-type', 'application/json');
    if (health === 'malformed') return void response.end('{"a": [');
    const found = await fetch(this.behind + request.url);
    response.setHeader('content-type', found.headers.get('content-type') ?? 'application/json');
    response.writeHead(found.status).end(Buffer.from(await found.arrayBuffer()));
  }
}

/** Lets the policy of the portal allow calls to these addresses, as whoever deploys it would. */
export async function mayCall(page: Page, portal: string, addresses: string[]): Promise<void> {
  // A page that the test hands over comes from no address, and has to be let to this machine's own.
  await page.context().grantPermissions(['local-network-access'], { origin: portal });
  const wider = (policy: string) => policy.replace(/connect-src [^;"]*/g, (directive) => `${directive} ${addresses.join(' ')}`);
  await page.route(
    (url) => url.origin === portal,
    async (route) => {
      if (route.request().resourceType() !== 'document') return route.fallback();
      const response = await route.fetch();
      const headers = Object.fromEntries(
        Object.entries(response.headers())
          .filter(([name]) => !/^content-(encoding|length)$/.test(name))
          .map(([name, value]) => [name, name === 'content-security-policy' ? wider(value) : value]),
      );
      await route.fulfill({ status: response.status(), headers, body: wider(await response.text()) });
    },
  );
}
